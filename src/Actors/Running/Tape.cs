namespace Mul.Actors.Running;

/// <summary>Whole numbers one after another, small ones in one byte. One thread writes; others may read as far as they have been told that it has.</summary>
/// <remarks>Encoded as a <c>sint64</c> of Protocol Buffers is: zigzag, then seven bits a byte, the least first.</remarks>
internal sealed class Tape
{
    private const int LongestNumber = 10;
    private const int FirstChunk = 1 << 10;
    private const int LargestChunk = 1 << 18;

    private byte[][] _chunks = [];
    private byte[] _chunk = [];
    private int _position;

    public void Write(long number)
    {
        if (_chunk.Length - _position < LongestNumber)
        {
            Grow();
        }

        var rest = (ulong)((number << 1) ^ (number >> 63));
        for (; rest > 0x7F; rest >>= 7)
        {
            _chunk[_position++] = (byte)(rest | 0x80);
        }

        _chunk[_position++] = (byte)rest;
    }

    private void Grow()
    {
        _chunk = GC.AllocateUninitializedArray<byte>(Math.Clamp(2 * _chunk.Length, FirstChunk, LargestChunk));
        _chunks = [.. _chunks, _chunk];
        _position = 0;
    }

    /// <summary>Reads a tape from its beginning. Not beyond what is written: whoever writes says how far that is.</summary>
    internal sealed class Reader(Tape tape)
    {
        private byte[] _chunk = [];
        private int _chunksRead;
        private int _position;

        public long Read()
        {
            if (_chunk.Length - _position < LongestNumber)
            {
                _chunk = tape._chunks[_chunksRead++];
                _position = 0;
            }

            var bits = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var next = _chunk[_position++];
                bits |= (ulong)(next & 0x7F) << shift;
                if (next <= 0x7F)
                {
                    return (long)(bits >> 1) ^ -(long)(bits & 1);
                }
            }
        }
    }
}
