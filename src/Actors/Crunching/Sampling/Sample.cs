namespace Mul.Actors.Crunching.Sampling;

/// <summary>Distinct numbers in random order, in a buffer that goes back to be used again when this is disposed.</summary>
internal sealed unsafe class Sample : IDisposable
{
    private readonly uint* _numbers;
    private readonly int _count;
    private Workspace? _workspace;

    internal Sample(Workspace workspace, uint* numbers, int count, ulong digest)
    {
        _workspace = workspace;
        _numbers = numbers;
        _count = count;
        Digest = digest;
    }

    /// <summary>Not to be kept: after <see cref="Dispose"/> the same memory holds other numbers.</summary>
    public ReadOnlySpan<int> Numbers
    {
        get
        {
            ObjectDisposedException.ThrowIf(_workspace is null, this);
            return new(_numbers, _count);
        }
    }

    /// <summary>The numbers and their order, reduced to 64 bits.</summary>
    public ulong Digest { get; }

    public void Dispose()
    {
        _workspace?.Return();
        _workspace = null;
    }
}
