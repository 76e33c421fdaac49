using System.Runtime.InteropServices;

namespace Mul.Actors.Running;

/// <summary>A thread of the instrument's own that does something at every beat, until it is disposed.</summary>
/// <remarks>
/// Timers of Akka.NET and of the CLR ride the CLR's thread pool, which a profile may starve: the instrument must not. What a beat
/// costs is taken from a core where a job may be running, so between two of them it sleeps without the runtime's help.
/// </remarks>
internal sealed partial class Metronome : IDisposable
{
    // Whoever ends it need not wait for longer.
    private const int LongestSleep = 10;

    // Without spinning: before it sleeps the event would yield for a good part of every millisecond, and be counted as load.
    private readonly ManualResetEventSlim _stop = new(initialState: false, spinCount: 0);
    private readonly Thread _thread;

    /// <param name="name">Of the thread.</param>
    /// <param name="milliseconds">From the end of a beat to the next.</param>
    /// <param name="beat">Called on that thread.</param>
    /// <param name="first">Until the first beat. Default: as long as between others.</param>
    public Metronome(string name, int milliseconds, Action beat, int? first = null)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = name, Priority = ThreadPriority.AboveNormal };
        _thread.Start();

        void Run()
        {
            for (var wait = first ?? milliseconds; Wait(wait); wait = milliseconds)
            {
                beat();
            }
        }

        bool Wait(int wait) => wait > LongestSleep || !OperatingSystem.IsLinux() ? !_stop.Wait(wait) : Sleep(wait);

        bool Sleep(int wait)
        {
            var time = new TimeSpec(0, wait * 1_000_000);
            // Cut short by a signal: then a beat comes early, and the next does not.
            NanoSleep(time, 0);
            return !_stop.IsSet;
        }
    }

    /// <summary>Ends it, and waits for the last beat.</summary>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    // nanosleep(2): half of what the wait for an event takes of a core.
    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec time, nint remaining);

    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
