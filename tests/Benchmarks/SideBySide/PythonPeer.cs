using System.Diagnostics;
using System.Globalization;

namespace Mul.Benchmarks.SideBySide;

/// <summary>One Python process that takes a sample whenever it is told to, so that its start is nobody's cost.</summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process _process;

    private PythonPeer(Process process, string python, string? numpy) => (_process, PythonVersion, NumpyVersion) = (process, python, numpy);

    public string PythonVersion { get; }

    /// <summary>Null if there is no numpy.</summary>
    public string? NumpyVersion { get; }

    /// <summary>The first Python found that has numpy, or else the first; null if there is no Python.</summary>
    public static PythonPeer? Start()
    {
        // Debian's python3-numpy belongs to /usr/bin/python3, which another Python may hide.
        string[] pythons = ["/usr/bin/python3", "python3"];
        var found = pythons.Select(TryStart).OfType<PythonPeer>().OrderBy(peer => peer.NumpyVersion is null).ToArray();
        Array.ForEach(found[Math.Min(1, found.Length)..], peer => peer.Dispose());
        return found.FirstOrDefault();
    }

    /// <param name="library"><c>numpy</c> or <c>cpython</c>.</param>
    public Cost Sample(string library, int items, int range)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{library} {items} {range}"));
        var seconds = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Python has gone.")).Split(' ');
        return new Cost(double.Parse(seconds[0], CultureInfo.InvariantCulture), double.Parse(seconds[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PythonPeer? TryStart(string python)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(python, ["-u", Path.Combine(ResultsFile.Folder, "peers", "sample.py")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            var versions = process.StandardOutput.ReadLine()?.Split(' ');
            return versions is [var own, var numpy] ? new PythonPeer(process, own, numpy == "none" ? null : numpy) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>What one sample took, in seconds.</summary>
internal readonly record struct Cost(double Elapsed, double Processor);
