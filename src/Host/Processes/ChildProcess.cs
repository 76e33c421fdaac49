using System.Diagnostics;

namespace Mul.Host.Processes;

/// <summary>This command, started again: a line goes in, lines come out, and it ends when it is disposed of.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ExitGrace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly LastWords _lastWords = new();
    private readonly Task _errorsRead;
    private readonly Lock _lock = new();
    private Task _sent = Task.CompletedTask;

    private ChildProcess(Process process)
    {
        _process = process;
        _errorsRead = ReadErrorsAsync();
    }

    public static ChildProcess Start(params IEnumerable<string> arguments) =>
        new(Process.Start(ThisCommand.StartInfo(arguments)) ?? throw new InvalidOperationException("the child process did not start"));

    /// <summary>Sends one line to the child's standard input, behind those that are on their way; a child that has ended is past hearing it.</summary>
    public Task SendAsync(string line)
    {
        lock (_lock)
        {
            return _sent = SendAfterAsync(_sent, line);
        }
    }

    /// <summary>The child's next line, or null if there will be none.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellation) =>
        await _process.StandardOutput.ReadLineAsync(cancellation);

    /// <summary>How the child ended, and what it wrote to standard error about it: one line, or nothing.</summary>
    /// <param name="cancellation">Cancelled by signals: a terminal sends them to parent and child alike, and a child may be too young to leave them to its parent. Default: never.</param>
    /// <exception cref="OperationCanceledException">So the child ended by the signal that cancelled.</exception>
    public async Task<(int ExitCode, string Reason)> WaitForExitAsync(CancellationToken cancellation = default)
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        await _errorsRead;
        if (cancellation.CanBeCanceled && EndSignals.EndsWith(_process.ExitCode))
        {
            // The child may have heard of it first.
            await Task.Delay(SignalDelay, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        return (_process.ExitCode, _lastWords.Line);
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>Closes the child's standard input, upon which it ends; kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all that it was sent.
        }

        using var grace = new CancellationTokenSource(ExitGrace);
        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task SendAfterAsync(Task others, string line)
    {
        await others;
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Its exit is noticed where its lines are read.
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _lastWords.Hear(line);
        }
    }
}
