using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>The built command, started as a user's shell starts it.</summary>
internal sealed class MulCommand : IDisposable
{
    // Long enough for a loaded machine: only a failing spec waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A thread of Processes/Parent, which starts with a task; Linux keeps 15 letters of a name.
    private const string ParentWatch = "mul-parent-watc";

    private static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private MulCommand(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        Output = _process.StandardOutput.ReadToEndAsync();
        Errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The one that is built, unless <c>MUL_COMMAND</c> names another, such as an installed package's.</summary>
    public static string PathOfAssembly { get; } = Environment.GetEnvironmentVariable("MUL_COMMAND") ?? Built;

    public int Id => _process.Id;

    /// <summary>Its standard output, when it has ended.</summary>
    public Task<string> Output { get; }

    /// <summary>Its standard error, when it has ended.</summary>
    public Task<string> Errors { get; }

    public StreamWriter Input => _process.StandardInput;

    public static MulCommand Start(params string[] arguments) => StartUnder([], arguments);

    /// <param name="other">A command that becomes this one, as <c>nsenter --net</c> does.</param>
    public static MulCommand StartUnder(IEnumerable<string> other, params string[] arguments)
    {
        string[] whole = [.. other, "dotnet", "exec", PathOfAssembly, .. arguments];
        return new MulCommand(new ProcessStartInfo(whole[0], whole[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Not the folder of the command: what it needs it must find from anywhere.
            WorkingDirectory = Path.GetTempPath(),
        });
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ended> RunAsync(params string[] arguments)
    {
        using var command = Start(arguments);
        command.Input.Close();
        return await command.EndAsync();
    }

    /// <param name="patience">Null = long enough for a loaded machine.</param>
    public async Task<Ended> EndAsync(TimeSpan? patience = null)
    {
        using var timeout = new CancellationTokenSource(patience ?? Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return new Ended(_process.ExitCode, await Output, await Errors);
    }

    /// <summary>Waits until the measured process has its task: the command's own start is over then.</summary>
    public Task MeasuresAsync() => ProcessTable.EventuallyAsync(
        () => ProcessTable.ChildrenOf(Id).Any(child => ProcessTable.ThreadsOf(child).Contains(ParentWatch)), Patience, "the measured process has no task");

    /// <summary>The node processes of a run, when they have all been started: the command's child is the measured process, and they are that one's.</summary>
    public async Task<int[]> NodesAsync(int count)
    {
        int[] nodes = [];
        await ProcessTable.EventuallyAsync(
            () => (nodes = [.. ProcessTable.ChildrenOf(Id).SelectMany(ProcessTable.ChildrenOf)]).Length == count, NodePatience, "the nodes do not come");
        return nodes;
    }

    /// <summary>Sends a signal, as <c>INT</c>.</summary>
    public void Signal(string name) => ProcessTable.Signal(name, Id);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    // In the folder where it is built: beside the specs lie assemblies that no user's command has.
    private static string Built => Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Host.Tests"), Path.Combine("src", "Host"), StringComparison.Ordinal),
        "mul.dll");
}

/// <summary>How a command ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    /// <summary>Its standard output as JSON; fails if anything else is there.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The first pool of its JSON.</summary>
    public JsonElement Pool => Json.GetProperty("pools")[0];

    /// <summary>Of its pools, in the workload's order.</summary>
    public string[] Digests => [.. Json.GetProperty("pools").EnumerateArray().Select(pool => pool.GetProperty("digest").GetString()!)];

    /// <summary>Told, completed, failed, cancelled.</summary>
    public (int Told, int Completed, int Failed, int Cancelled) Jobs =>
        (Count("told"), Count("completed"), Count("failed"), Count("cancelled"));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode}\n{Output}\n{Errors}");

    private int Count(string name) => Pool.GetProperty("jobs").GetProperty(name).GetInt32();
}
