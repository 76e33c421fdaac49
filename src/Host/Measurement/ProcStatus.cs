using System.Buffers.Text;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Mul.Host.Measurement;

/// <summary>Figures that Linux gives in /proc; every one is null elsewhere.</summary>
internal static class ProcStatus
{
    // USER_HZ, on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    private const string OwnStatus = "/proc/self/status";

    /// <summary>The most memory that this process ever had resident.</summary>
    public static long? PeakResidentBytes() => Field("VmHWM:"u8) * 1024;

    /// <summary>What the system says of this process, anew at each read; null elsewhere.</summary>
    public static SafeFileHandle? Open() => File.Exists(OwnStatus) ? File.OpenHandle(OwnStatus) : null;

    /// <summary>Threads of this process now.</summary>
    public static int? Threads() => (int?)Field("Threads:"u8);

    /// <summary>Threads of this process now, for who asks often.</summary>
    /// <param name="status">From <see cref="Open"/>.</param>
    public static int? Threads(SafeFileHandle status) => (int?)Field(status, "Threads:"u8);

    /// <summary>Tasks of the whole machine that are running or want to, the one that asks included.</summary>
    public static int? RunnableTasks()
    {
        // "0.30 0.20 0.10 2/345 6789": the fourth word is runnable/all.
        var words = Read("/proc/loadavg")?.Split(' ');
        return words is { Length: >= 4 } && int.TryParse(words[3].Split('/')[0], CultureInfo.InvariantCulture, out var runnable) ? runnable : null;
    }

    /// <summary>CPU time so far of every other process that can be seen.</summary>
    public static double? OthersSeconds()
    {
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return Directory.Exists("/proc/self")
            ? Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Path.GetFileName(folder) != own).Sum(Ticks) / TicksPerSecond
            : null;

        // "pid (comm) state ppid ...", of which utime and stime are the 14th and 15th; comm may hold blanks and brackets.
        static long Ticks(string folder)
        {
            var words = Read(folder + "/stat") is { } text ? text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
            return words.Length > 12 ? long.Parse(words[11], CultureInfo.InvariantCulture) + long.Parse(words[12], CultureInfo.InvariantCulture) : 0;
        }
    }

    /// <summary>Core-seconds of the whole machine so far: busy (steal included), idle, and stolen; null where this process may use only some of its cores.</summary>
    public static (double Busy, double Idle, double Steal)? Cores()
    {
        // "cpu user nice system idle iowait irq softirq steal ...", in ticks.
        var lines = Read("/proc/stat")?.Split('\n') ?? [];
        var words = lines.Length > 0 ? lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        var cores = lines.Skip(1).TakeWhile(line => line.StartsWith("cpu", StringComparison.Ordinal)).Count();
        // What the others do is nothing of this process's.
        if (words.Length < 9 || cores != Environment.ProcessorCount)
        {
            return null;
        }

        var ticks = words[1..9].Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return ((ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TicksPerSecond, (ticks[3] + ticks[4]) / TicksPerSecond, ticks[7] / TicksPerSecond);
    }

    /// <summary>Seconds so far during which some task waited for a core.</summary>
    public static double? PressureSeconds()
    {
        // "some avg10=0.00 avg60=0.00 avg300=0.00 total=12345", in microseconds.
        var total = Read("/proc/pressure/cpu")?.Split('\n')[0].Split("total=");
        return total is [_, var microseconds] ? double.Parse(microseconds, CultureInfo.InvariantCulture) / 1e6 : null;
    }

    /// <summary>Seconds so far during which this process's cgroup was held back.</summary>
    public static double? ThrottledSeconds()
    {
        var line = Read("/sys/fs/cgroup/cpu.stat")?.Split('\n').FirstOrDefault(text => text.StartsWith("throttled_usec ", StringComparison.Ordinal));
        return line is null ? null : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) / 1e6;
    }

    private static long? Field(ReadOnlySpan<byte> name)
    {
        using var status = Open();
        return status is null ? null : Field(status, name);
    }

    // Without a string: looked at throughout a run.
    private static long? Field(SafeFileHandle status, ReadOnlySpan<byte> name)
    {
        Span<byte> text = stackalloc byte[4096];
        text = text[..RandomAccess.Read(status, text, fileOffset: 0)];
        return text.IndexOf(name) is >= 0 and var at && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart(" \t"u8), out long value, out _) ? value : null;
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
