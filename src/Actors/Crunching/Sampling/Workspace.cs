using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Memory for one sample at a time, kept for the next: fresh pages cost more than the sampling.</summary>
/// <remarks>There are as many as samples ever were taken at once, whatever threads and routees took them.</remarks>
internal sealed unsafe class Workspace
{
    // A stack, so that the one used last, whose pages are warm, is used next.
    private static readonly ConcurrentStack<Workspace> Idle = new();

    private static int _prepared;

    private byte* _memory;
    private nint _size;
    private nint _used;

    private Workspace()
    {
    }

    ~Workspace() => NativeMemory.AlignedFree(_memory);

    /// <summary>A workspace of at least <paramref name="size"/> bytes, nothing of it in use.</summary>
    public static Workspace Rent(nint size)
    {
        var workspace = Idle.TryPop(out var idle) ? idle : new Workspace();
        workspace.Reserve(size);
        return workspace;
    }

    /// <summary>Leaves one more workspace with its pages in place to whoever rents one, unless as many have been left as there are cores.</summary>
    /// <remarks>More routees than cores can crunch as many samples at once, but seldom do; then they find their pages by themselves.</remarks>
    public static void Prepare(nint size)
    {
        if (Interlocked.Increment(ref _prepared) <= Environment.ProcessorCount)
        {
            var workspace = new Workspace();
            workspace.Reserve(size);
            for (nint page = 0; page < size; page += Environment.SystemPageSize)
            {
                workspace._memory[page] = 0;
            }

            workspace.Return();
        }
    }

    /// <summary>Room for <paramref name="count"/> items, at an address of a multiple of 64, in use until <see cref="Release"/>.</summary>
    /// <returns>Null if there is none left.</returns>
    public T* TryTake<T>(nint count)
        where T : unmanaged
    {
        var end = _used + (((count * sizeof(T)) + 63) & -64);
        if (end > _size)
        {
            return null;
        }

        var taken = (T*)(_memory + _used);
        _used = end;
        return taken;
    }

    /// <inheritdoc cref="TryTake"/>
    /// <exception cref="InvalidOperationException">There is none left.</exception>
    public T* Take<T>(nint count)
        where T : unmanaged
    {
        var taken = TryTake<T>(count);
        return taken is not null ? taken : throw new InvalidOperationException($"A workspace of {_size} bytes is too small.");
    }

    /// <summary>What is in use; everything taken later can be given back by <see cref="Release"/>.</summary>
    public nint Mark() => _used;

    public void Release(nint mark) => _used = mark;

    /// <summary>Leaves the workspace to the next who rents one.</summary>
    public void Return() => Idle.Push(this);

    private void Reserve(nint size)
    {
        _used = 0;
        if (size > _size)
        {
            NativeMemory.AlignedFree(_memory);
            _memory = null;
            _size = 0;
            _memory = (byte*)NativeMemory.AlignedAlloc((nuint)size, size < HugePages.Size ? 64u : HugePages.Size);
            _size = size;
            if (size >= HugePages.Size)
            {
                HugePages.AskFor(_memory, size);
            }
        }
    }
}
