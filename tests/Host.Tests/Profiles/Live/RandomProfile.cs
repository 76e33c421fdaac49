namespace Mul.Host.Tests.Profiles.Live;

/// <summary>A profile as people write them, with what they get wrong, made from a seed: the same at every run.</summary>
/// <remarks>Of each setting most values are sensible ones; about one in fifty is odd, has a key with a typo, or is of the wrong kind.</remarks>
internal sealed class RandomProfile
{
    private const string FixedThreads = "\"Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors\"";

    private static readonly string[] Dispatchers = ["cpu", "io", "app.work", "\"io.fast\""];
    private static readonly string[] BuiltInDispatchers =
    [
        "akka.actor.default-dispatcher", "akka.actor.internal-dispatcher", "akka.actor.default-blocking-io-dispatcher",
        "akka.actor.task-dispatcher", "akka.actor.default-fork-join-dispatcher", "akka.io.pinned-dispatcher",
    ];

    private static readonly string[] NoDispatchers = ["nosuch", "akka.actor.synchronized-dispatcher", "akka.actor.inbox", "akka.actor", "task-dispatcher", "'cpu'", "\"\""];

    private static readonly string[] Mailboxes = ["box", "app.tray", "\"my.box\""];
    private static readonly string[] BuiltInMailboxes =
    [
        "unbounded", "bounded", "akka.actor.mailbox.unbounded-queue-based", "akka.actor.mailbox.bounded-queue-based",
        "akka.actor.mailbox.unbounded-deque-based", "akka.actor.mailbox.bounded-deque-based", "akka.actor.default-mailbox",
    ];

    private static readonly string[] NoMailboxes = ["nosuch", "cpu", "io", "akka.actor.mailbox", "\"\""];

    private static readonly Setting[] OfMailboxes =
    [
        new("mailbox-type", Types("UnboundedMailbox", "BoundedMailbox", "UnboundedDequeBasedMailbox", "BoundedDequeBasedMailbox"),
            ["\"Akka.Dispatch.BoundedMailbox\"", .. Types("BoundMailbox", "UnboundedPriorityMailbox", "MailboxType"), "\"Shop.Mailbox, Shop\"", "bounded", "\"\""]),
        new("mailbox-capacity", ["1", "5"], ["0", "-1", "many", "2.5"]),
        new("mailbox-push-timeout-time", ["0s", "1ms", "10s"], ["-1s", "infinite", "soon", "5"]),
        new("stash-capacity", ["100"], ["-1", "all"]),
    ];

    private static readonly Setting[] OfDispatchers =
    [
        new("type", ["Dispatcher", "Dispatcher", "ForkJoinDispatcher", "PinnedDispatcher", "TaskDispatcher"],
            ["SynchronizedDispatcher", "forkjoindispatcher", "BalancingDispatcher", "\"\"", "\"Shop.Dispatcher, Shop\"", .. Types("PinnedDispatcherConfigurator", "DispatcherConfigurator"), "\"Akka.Dispatch.DispatcherConfigurator\""]),
        new("executor", ["default-executor", "thread-pool-executor", "fork-join-executor", "task-executor", "channel-executor", FixedThreads],
            ["\"\"", "current-context-executor", "forkjoin-executor", "\"Shop.Executor, Shop\"", .. Types("ForkJoinExecutorServiceFactory", "ChannelExecutorConfigurator", "MessageDispatcher"), FixedThreads.Replace(" ", "", StringComparison.Ordinal)]),
        new("throughput", ["1", "5", "30", "100"], ["0", "-1", "1.5", "1e3", "0x10", "many", "2147483647", "2147483648", "\"\""]),
        new("throughput-deadline-time", ["0ms", "1ms", "100ms", "10 minutes"], ["-1", "-5ms", "infinite", "fast", "5", "1e2ms", "1d"]),
        new("shutdown-timeout", ["1s", "100ms"], ["0s", "-1s", "infinite", "soon"]),
        new("attempt-teamwork", ["on", "off"], ["perhaps", "1"]),
        new("dedicated-thread-pool.thread-count", ["1", "2", "4"], ["0", "-1", "many", "1.5", "\"\""]),
        new("dedicated-thread-pool.threadtype", ["background"], ["Background", "green", "\"\""]),
        new("dedicated-thread-pool.deadlock-timeout", ["3s"], ["soon"]),
        new("dedicated-thread-pool.apartment", ["mta"], ["sta", "none"]),
        new("fork-join-executor.parallelism-min", ["1", "2", "8"], ["0", "-1", "few", "3.7"]),
        new("fork-join-executor.parallelism-max", ["2", "8", "64"], ["0", "1", "-1", "many"]),
        new("fork-join-executor.parallelism-factor", ["1.0", "2.0"], ["0", "-1", "half", "1e1"]),
        new("fork-join-executor.task-peeking-mode", ["FIFO"], ["LIFO", "first"]),
        new("channel-executor.priority", ["normal", "low", "high"], ["None", "urgent", "HIGH", "idle", "3", "\"\""]),
        new("fixed-threads.thread-count", ["1", "2", "4"], ["0", "-1", "all"]),
        new("fixed-threads.spin-count", ["0", "50"], ["-1", "off"]),
        new("fixed-threads.thread-priority", ["normal", "highest"], ["urgent", "2"]),
        new("thread-pool-executor.fixed-pool-size", ["16"], ["off", "many"]),
        new("name", ["mine"], ["\"\""]),
        new("mailbox-requirement", Types("IUnboundedMessageQueueSemantics", "IUnboundedDequeBasedMessageQueueSemantics"),
            ["\"\"", .. Types("IBoundedMessageQueueSemantics", "IMultipleConsumerSemantics", "MailboxType"), "\"Shop.Queue, Shop\"", "\"Akka.Dispatch.IUnboundedMessageQueueSemantics\""]),
        .. OfMailboxes,
    ];

    private static readonly Setting[] OfPools =
    [
        new("nr-of-instances", ["1", "2", "3", "5"], ["0", "-1", "2.0", "2.5", "0x3", "many", "\"\"", "\"4\""]),
        new("within", ["2s"], ["soon", "-1s"]),
        new("virtual-nodes-factor", ["10"], ["0", "some"]),
        new("tail-chopping-router.interval", ["50ms"], ["0ms", "never"]),
        new("stash-capacity", ["100"], ["-1", "all"]),
        new("routees.paths", ["[\"/user/a\"]"], ["[]", "/user/a"]),
        new("cluster.enabled", ["off"], ["on", "perhaps"]),
        new("remote", ["\"akka.tcp://x@127.0.0.1:4053\""], ["\"\"", "nowhere"]),
    ];

    private static readonly Setting[] OfResizers =
    [
        new("resizer.enabled", ["on", "on", "off"], ["true", "yes", "maybe", "\"\""]),
        new("resizer.lower-bound", ["1", "2", "3"], ["0", "-1", "few", "20"]),
        new("resizer.upper-bound", ["4", "6", "10"], ["0", "1", "-1", "many"]),
        new("resizer.pressure-threshold", ["0", "1", "3"], ["-1", "high"]),
        new("resizer.rampup-rate", ["0.2", "1.0"], ["0", "-0.5", "1000", "fast"]),
        new("resizer.backoff-threshold", ["0.3"], ["0", "1", "-1", "1.5", "low"]),
        new("resizer.backoff-rate", ["0.1", "0.5"], ["0", "1", "-1", "20", "slow"]),
        new("resizer.messages-per-resize", ["1", "10"], ["0", "-1", "all"]),
    ];

    private static readonly string[] OddRouters =
    [
        "broadcast-pool", "consistent-hashing-pool", "scatter-gather-pool", "tail-chopping-pool", "round-robin-group", "round-robin",
        "from-code", "roundrobin-pool", "Round-Robin-Pool", "\"Akka.Routing.RoundRobinPool\"", "cluster-metrics-adaptive-pool", "\"\"", "mine",
    ];

    private readonly Random _random;
    private readonly List<string> _lines = [];
    private readonly List<string> _shared = [];
    private readonly List<string> _dispatchers = [];
    private readonly List<string> _mailboxes = [];

    private RandomProfile(int seed)
    {
        _random = new Random(seed);
        Write();
        Hocon = string.Join('\n', _lines) + "\n";
    }

    public string Hocon { get; }

    public static RandomProfile Of(int seed) => new(seed);

    private static string[] Types(params string[] names) => [.. names.Select(name => $"\"Akka.Dispatch.{name}, Akka\"")];

    private void Write()
    {
        _dispatchers.AddRange(Dispatchers.Where(_ => OneIn(2)));
        _mailboxes.AddRange(Mailboxes.Where(_ => OneIn(3)));
        foreach (var name in _dispatchers)
        {
            Named(name, _dispatchers, BuiltInDispatchers, OfDispatchers, most: 5);
        }

        foreach (var name in _mailboxes)
        {
            Named(name, _mailboxes, BuiltInMailboxes, OfMailboxes, most: 3);
        }

        Deployment();
        System();
        if (_shared.Count > 0)
        {
            _lines.Insert(OneIn(2) ? 0 : _lines.Count, $"shared {{ {string.Join(", ", _shared)} }}");
        }
    }

    // A section, or another name for one, which mailboxes cannot have; now and then a part of it is said again further down.
    private void Named(string name, List<string> own, string[] builtIn, Setting[] settings, int most)
    {
        if (OneIn(settings == OfMailboxes ? 60 : 8))
        {
            var target = OneIn(2) ? Pick([.. own]) : Pick(builtIn);
            // At a ${…} that leads back to itself Akka.NET takes the process down.
            _lines.Add($"{name} = {(OneIn(3) && own.Contains(target) && own.IndexOf(target) < own.IndexOf(name) ? $"${{{target}}}" : Quoted(target))}");
            return;
        }

        // With its first setting it is meant to be what it is, and not nothing.
        Section(name, OneIn(60) ? [] : [Line(settings[0]), .. Some(settings, most)]);
        if (OneIn(6))
        {
            Section(name, Some(settings, 1));
        }
    }

    private void Deployment()
    {
        _lines.Add(OneIn(4) ? "akka { actor.deployment {" : "akka.actor.deployment {");
        var nested = _lines[^1].StartsWith("akka {", StringComparison.Ordinal);
        if (!OneIn(80))
        {
            Pool(OneIn(40) ? Pick("\"/*\"", "\"/**\"", "crunchers", "/cruncher") : "/crunchers");
        }

        if (OneIn(4))
        {
            Pool("/downloaders");
        }

        if (OneIn(3))
        {
            Section(OneIn(4) ? Pick("\"/*/*\"", "\"/**\"", "\"/crunchers/**\"", "\"/downloaders/*\"") : "\"/crunchers/*\"", OfRoutees());
        }

        if (OneIn(20))
        {
            Section("default", [.. OfRoutees(), .. Some(OfPools, 1)]);
        }

        _lines.Add(nested ? "} }" : "}");
    }

    private void Pool(string path)
    {
        var settings = new List<string>();
        if (!OneIn(80))
        {
            settings.Add($"{Key("router")} = {(OneIn(20) ? Pick(OddRouters) : Pick("round-robin-pool", "round-robin-pool", "random-pool", "smallest-mailbox-pool"))}");
        }

        if (!OneIn(8))
        {
            settings.Add(Line(OfPools[0]));
        }

        if (OneIn(5))
        {
            settings.AddRange(Some(OfPools[1..], 1));
        }

        if (OneIn(5))
        {
            settings.AddRange(OneIn(6) ? [] : [Line(OfResizers[0])]);
            settings.AddRange(Some(OfResizers[1..], 3));
        }

        if (!OneIn(3))
        {
            settings.Add(OneIn(3)
                ? Braces("pool-dispatcher", Some(OfDispatchers, 4))
                : $"{Key("pool-dispatcher")} = {Dispatcher()}");
        }

        if (OneIn(12))
        {
            settings.AddRange(OfRoutees());
        }

        Section(path, settings);
        if (OneIn(15))
        {
            Section(path, [Line(OfPools[0])]);
        }
    }

    private List<string> OfRoutees()
    {
        var settings = new List<string>();
        if (!OneIn(3))
        {
            settings.Add($"{Key("dispatcher")} = {Dispatcher()}");
        }

        if (OneIn(2))
        {
            settings.Add($"{Key("mailbox")} = {Mailbox()}");
        }

        return settings;
    }

    // What holds for the whole system.
    private void System()
    {
        if (OneIn(12))
        {
            Section("akka.actor.default-dispatcher", Some(OfDispatchers, 2));
        }

        if (OneIn(20))
        {
            Section(Pick("akka.actor.internal-dispatcher", "akka.actor.task-dispatcher", "akka.actor.default-fork-join-dispatcher"), Some(OfDispatchers, 1));
        }

        if (OneIn(30))
        {
            Section(Pick("akka.actor.default-mailbox", "akka.actor.mailbox.bounded-queue-based", "akka.actor.mailbox.unbounded-queue-based"), Some(OfMailboxes, 1));
        }

        if (OneIn(60))
        {
            Section(Pick(BuiltInMailboxes[..2]), Some(OfMailboxes, 2));
        }

        if (OneIn(20))
        {
            _lines.Add($"akka.channel-scheduler {{ parallelism-min = {Pick("2", "4")}, parallelism-max = {Pick("2", "4", "64")} }}");
        }

        if (OneIn(20))
        {
            _lines.Add($"akka.actor.router.type-mapping.{Pick("mine", "random-pool")} = \"{Pick("Akka.Routing.RoundRobinPool", "Akka.Routing.BroadcastPool", "Akka.Routing.RoundRobinGroup", "Nope")}\"");
        }

        if (OneIn(60))
        {
            _lines.Add($"{Pick("akka.actor.internal-dispatcher", "akka.actor.default-dispatcher", "akka.actor.task-dispatcher")} = {Dispatcher()}");
        }

        if (OneIn(60))
        {
            _lines.Add(Pick("throughput = 5", "/crunchers { router = round-robin-pool }", "akka.actor.deploymnt { }", "akka.loglevel = WARNING", "mul.downloaders.io = blocking", "akka.actor.debug.receive = on"));
        }
    }

    private void Section(string name, IReadOnlyList<string> settings) => _lines.Add(Braces(name, settings));

    // Akka.NET takes no comma after a brace, and the rest of the line behind ${…} for a part of it.
    private string Braces(string name, IReadOnlyList<string> settings) =>
        OneIn(2) || settings.Any(setting => setting.EndsWith('}')) ? $"{name} {{\n  {string.Join("\n  ", settings)}\n}}" : $"{name} {{ {string.Join(", ", settings)} }}";

    private List<string> Some(Setting[] settings, int most) => [.. _random.GetItems(settings, _random.Next(most + 1)).Select(Line)];

    private string Line(Setting setting)
    {
        var value = !OneIn(50) ? Pick(setting.Sensible)
            : OneIn(6) ? Pick("[1, 2]", "{ a = 1 }", "word")
            : Pick(setting.Odd);
        if (OneIn(40) && !value.StartsWith('{'))
        {
            var name = $"s{_shared.Count}";
            _shared.Add($"{name} = {value}");
            value = $"${{shared.{name}}}";
        }

        var key = Key(setting.Key);
        var line = value.StartsWith('{') ? $"{key} {value}" : $"{key} {(OneIn(10) ? ":" : "=")} {value}";
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && OneIn(3) ? $"{key[..dot]} {{ {line[(dot + 1)..]} }}" : line;
    }

    // Two neighbours exchanged, or a letter left out.
    private string Key(string key)
    {
        if (!OneIn(300))
        {
            return key;
        }

        var at = _random.Next(1, key.Length - 1);
        return OneIn(2) ? key.Remove(at, 1) : key[..at] + key[at + 1] + key[at] + key[(at + 2)..];
    }

    private string Dispatcher() => Name(_dispatchers, BuiltInDispatchers, NoDispatchers);

    private string Mailbox() => Name(_mailboxes, BuiltInMailboxes, NoMailboxes);

    private string Name(List<string> own, string[] builtIn, string[] none) =>
        OneIn(25) ? Pick(none) : own.Count == 0 || OneIn(3) ? Pick(builtIn) : Quoted(Pick([.. own]));

    // The name of a key with a dot is known by its quotes, which have to be quoted themselves.
    private string Quoted(string name) =>
        !name.StartsWith('"') ? OneIn(5) ? $"\"{name}\"" : name : OneIn(10) ? name : $"\"\\\"{name[1..^1]}\\\"\"";

    private bool OneIn(int many) => _random.Next(many) == 0;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>One key of a section, with values that make sense there and others.</summary>
    private sealed record Setting(string Key, string[] Sensible, string[] Odd);
}
