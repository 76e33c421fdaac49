namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>Does to a run what is planned, and looks into its journal whenever its coordinator has been killed.</summary>
internal sealed class Troublemaker(ChaosRun run)
{
    // So that the rest can go on with the run meanwhile, which is what is to be shown.
    private const int LeastWell = 2;

    private static readonly TimeSpan TrapPatience = TimeSpan.FromSeconds(20);

    private readonly List<Task> _endings = [];
    private readonly DateTimeOffset[] _troubledUntil = new DateTimeOffset[ChaosRun.Nodes];
    private readonly Dictionary<string, int> _seen = [];

    /// <summary>What happened, and how often.</summary>
    public IReadOnlyDictionary<string, int> Seen => _seen;

    /// <summary>Outcomes that were acknowledged, and that the journal did not have; empty if it is as it must be.</summary>
    public List<string> Faults { get; } = [];

    public async Task DoAsync(Trouble trouble)
    {
        switch (trouble.Kind)
        {
            case TroubleKind.NodeKilled:
                run.KillNode(trouble.Node);
                Note("node killed");
                break;
            case TroubleKind.NodeStopped or TroubleKind.NodeStoppedForLong:
                await StopAsync(trouble);
                break;
            case TroubleKind.NodeCutOff:
                await CutOffAsync(trouble);
                break;
            case TroubleKind.MessagesLost:
                Mischief(trouble, Fate.IsLost, "messages lost");
                break;
            case TroubleKind.MessagesDoubled:
                Mischief(trouble, Fate.ArrivesTwice, "messages doubled");
                break;
            case TroubleKind.MessagesReordered:
                Mischief(trouble, Fate.IsOvertaken, "messages reordered");
                break;
            case TroubleKind.CoordinatorKilled:
                await RestartAsync("coordinator killed at any moment");
                break;
            case TroubleKind.CoordinatorKilledAroundCommit:
                await SpringAsync(CrashPoint.AroundCommit);
                break;
            case TroubleKind.CoordinatorKilledBeforeAcknowledgement:
                await SpringAsync(CrashPoint.BeforeAcknowledgement);
                break;
            case TroubleKind.CoordinatorKilledAfterAcknowledgement:
                await SpringAsync(CrashPoint.AfterAcknowledgement);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(trouble), trouble.Kind, "trouble of no known kind");
        }
    }

    /// <summary>Starts a run again that has given up, as its user would.</summary>
    public Task GoOnAsync() => RestartAsync("run gave up, for no node was left");

    /// <summary>Waits until all that ends by itself has ended.</summary>
    public Task EndAsync() => Task.WhenAll(_endings);

    private async Task StopAsync(Trouble trouble)
    {
        var node = await FindWellAsync(trouble);
        var process = run.ProcessOf(node);
        run.Signal(node, process, "STOP");
        Note(trouble.Lasting.TotalSeconds > 5 ? "node stopped for more than 5 s" : "node stopped");
        EndLater(trouble, () => run.Signal(node, process, "CONT"));
    }

    private async Task CutOffAsync(Trouble trouble)
    {
        var node = await FindWellAsync(trouble);
        run.CutOff(node);
        Note("node cut off");
        EndLater(trouble, () => run.Mend(node));
    }

    private void Mischief(Trouble trouble, Fate fate, string what)
    {
        run.MischiefOf(trouble.Node).Begin(fate, share: 0.3, trouble.Lasting);
        Note(what);
    }

    // The planned one or the next that is well.
    private async Task<int> FindWellAsync(Trouble trouble)
    {
        while (true)
        {
            var now = DateTimeOffset.UtcNow;
            int[] well = [.. Enumerable.Range(0, ChaosRun.Nodes).Select(step => (trouble.Node + step) % ChaosRun.Nodes).Where(node => _troubledUntil[node] <= now)];
            if (well.Length >= LeastWell)
            {
                _troubledUntil[well[0]] = now + trouble.Lasting;
                return well[0];
            }

            await Task.Delay(20);
        }
    }

    private void EndLater(Trouble trouble, Action end) => _endings.Add(Task.Delay(trouble.Lasting).ContinueWith(_ => end(), TaskScheduler.Default));

    private async Task SpringAsync(CrashPoint point)
    {
        while (run.Coordinator == 0 && !run.IsOver)
        {
            await Task.Delay(10);
        }

        var sprung = run.Trap.Arm(point, run.Coordinator);
        await Task.WhenAny(sprung, Task.Delay(TrapPatience));
        run.Trap.Disarm();
        if (!sprung.IsCompletedSuccessfully)
        {
            await RestartAsync("coordinator killed at any moment");
            return;
        }

        run.Tap.CoordinatorIsKilled();
        var jobs = (await sprung).Select(lease => lease.Job).ToArray();
        var kept = await LookAfterKillAsync();
        var missing = jobs.Count(job => !kept.Contains(job));
        // By what is found, not by what was meant.
        Note(point switch
        {
            CrashPoint.AroundCommit when missing > 0 => "coordinator killed before commit",
            CrashPoint.AroundCommit or CrashPoint.BeforeAcknowledgement => "coordinator killed after commit, before acknowledgement",
            _ => "coordinator killed after acknowledgement",
        });
    }

    private async Task RestartAsync(string what)
    {
        await LookAfterKillAsync();
        Note(what);
    }

    private async Task<IReadOnlySet<int>> LookAfterKillAsync()
    {
        var kept = await run.RestartAsync();
        Faults.AddRange(run.Tap.MustBeKept().Where(job => !kept.Contains(job)).Select(job => $"job {job} was acknowledged, and is not in the journal"));
        return kept;
    }

    private void Note(string what) => _seen[what] = _seen.GetValueOrDefault(what) + 1;
}
