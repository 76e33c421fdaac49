using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Benchmarks.Crunching;

/// <summary>Each step of a sample by itself, per item, on data that the caches hold as they do in a sample.</summary>
public unsafe class KernelBenchmarks
{
    private const int Chunk = 32_768;
    private const int Piece = 9_766;

    private readonly nint[] _sizes = new nint[Split.Pieces];
    private VectorWidth _width;
    private RandomStream _random = null!;
    private ulong* _bitmap;
    private ulong* _coins;
    private ushort* _positions;
    private ushort* _narrowPieces;
    private uint* _items;
    private uint* _widePieces;
    private byte* _digits;

    [Params("Portable", "Avx2", "Avx512")]
    public string Kernels { get; set; } = "";

    [GlobalSetup]
    public void Allocate()
    {
        _width = Enum.Parse<VectorWidth>(Kernels);
        _random = new RandomStream(_width, 1);
        _bitmap = Memory<ulong>(1024);
        _coins = Memory<ulong>(1024);
        _positions = Memory<ushort>(BernoulliChunk.Positions + Positions.Overhang);
        _narrowPieces = Memory<ushort>(Split.Room(Chunk));
        _items = Memory<uint>(4 * Chunk);
        _widePieces = Memory<uint>(Split.Room(Chunk));
        _digits = Memory<byte>(Chunk + RandomSource.BytesAtOnce);
        _random.Digits(_digits, Chunk, levels: 4);
        Choose();
        ListPositions();
    }

    [Benchmark(OperationsPerInvoke = Chunk)]
    public void Choose() => BernoulliChunk.Choose(_random, _bitmap, _coins, BernoulliChunk.Positions, BernoulliChunk.Certain * 129 / 256);

    [Benchmark(OperationsPerInvoke = Chunk)]
    public int ListPositions() => Positions.Of(_width, _bitmap, 1024, _positions);

    [Benchmark(OperationsPerInvoke = Chunk)]
    public void Digits() => _random.Digits(_digits, Chunk, levels: 4);

    [Benchmark(OperationsPerInvoke = Chunk)]
    public void SplitNarrow()
    {
        fixed (nint* sizes = _sizes)
        {
            Split.Deal(_width, _positions, Chunk, _digits, 2, _narrowPieces, sizes);
        }
    }

    [Benchmark(OperationsPerInvoke = Chunk)]
    public void SplitWide()
    {
        fixed (nint* sizes = _sizes)
        {
            Split.Deal(_width, _items, Chunk, _digits, 2, _widePieces, sizes);
        }
    }

    [Benchmark(OperationsPerInvoke = Piece)]
    public void ShufflePiece() => Shuffle.InPlace(_random, _items, Piece, (uint*)_coins);

    [Benchmark(OperationsPerInvoke = Piece)]
    public ulong Digest()
    {
        var digest = new SampleDigest(_width);
        digest.Add(_items, Piece);
        return digest.Value;
    }

    // Freed with the benchmark's process.
    private static T* Memory<T>(nint count)
        where T : unmanaged => (T*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(T)), 64);
}
