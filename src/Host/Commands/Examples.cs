using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Mul.Host.Processes;
using Mul.Host.Reports.Writing;
using Mul.Host.Workloads;

namespace Mul.Host.Commands;

/// <summary>What <c>--help</c> says below the options: what the workloads do, and command lines to start from.</summary>
internal static class Examples
{
    private const string Mul = "mul";

    private static readonly Dictionary<string, (string Line, string Meaning)[]> OfVerbs = new()
    {
        [Mul] =
        [
            ("mul", "the tour, about a minute"),
            ("mul run threads", "100 downloads on five threads"),
            ("mul compare fork-join fixed --jobs 40", "which of two executors is better for downloads that block"),
            ("mul tune --budget 1min", "which setting to use instead"),
        ],
        ["explain"] =
        [
            ("mul explain ignored", "a profile whose dispatcher Akka.NET ignores"),
            ("mul explain ./mine.hocon --strict", "exit 3 if there is anything to say about it"),
            ("mul explain parallel --cores 64", "on a machine with more cores"),
        ],
        ["run"] =
        [
            ("mul run threads", "100 downloads from an origin server of Mul's own"),
            ("mul run parallel --workload crunch --jobs 8", "eight lists of 10,000,000 random numbers, on every core"),
            ("mul run async --urls urls.txt --output downloads", "files that you name, each whole or not there"),
            ("mul run bulkhead --workload mixed --html run.html --timeline run.json", "with charts, and the jobs for Perfetto"),
            ("mul run processes --workload crunch --journal run.journal", "in node processes; killed, it goes on where it stopped"),
        ],
        ["compare"] =
        [
            ("mul compare sequential threads async", "which of three is better, and how sure that is"),
            ("mul compare default fixed --workload mixed --until 5%", "as many blocks as it takes for an interval of ±5 %"),
            ("mul compare threads async --ledger ta.jsonl --resume", "go on with what is there already"),
            ("mul compare default ./mine.hocon --fail-if-slower 5%", "a gate: exit 10 if it is slower, 11 if undecided"),
        ],
        ["predict"] =
        [
            ("mul predict threads async", "how long 100 downloads will take"),
            ("mul predict default --workload crunch --cores 64", "on a machine with more cores"),
            ("mul predict default --routees 1..64 --html curve.html", "where more routees stop helping, as a chart"),
        ],
        ["tune"] =
        [
            ("mul tune", "the smallest sufficient setting for 100 downloads"),
            ("mul tune ./mine.hocon", "what that profile's pools should have instead, the rest of it as it is"),
            ("mul tune --workload crunch --jobs 64 --budget 2min --output tuned.hocon", "for work that computes, as a profile"),
            ("mul tune --html tuned.html --markdown -", "with charts, and to paste into a pull request"),
            ("mul tune --handling blocking --dispatchers thread-pool,pinned", "for handlers and dispatchers that cannot be changed"),
        ],
        ["check"] =
        [
            ("mul check fixed --achieves 8", "exit 10 unless eight jobs really run at once"),
            ("mul check bulkhead --workload mixed --heartbeat-p99 50ms", "exit 10 if others on the default dispatcher have to wait"),
            ("mul check ./mine.hocon --no-slower-than default:5%", "exit 10 if it is slower than that profile"),
        ],
        ["report"] =
        [
            ("mul report ta.jsonl --html ta.html", "charts of an experiment that was kept with --ledger"),
            ("mul report ta.jsonl --markdown -", "to paste into a pull request"),
        ],
        ["node"] =
        [
            ("mul node --join 127.0.0.1:4053", "a node for a run on this machine"),
            ("mul node --join lab1:4053 --tls certificates", "for a run on another machine"),
        ],
        ["origin"] = [("mul origin --latency 120ms --size 40KB", "until Ctrl-C")],
    };

    /// <summary>Every command line that is shown.</summary>
    public static IEnumerable<string> Lines => OfVerbs.Values.SelectMany(examples => examples, (_, example) => example.Line).Distinct();

    /// <summary>Whether a verb has examples; the command itself is one.</summary>
    public static bool Has(string verb) => OfVerbs.ContainsKey(verb);

    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new Help((HelpAction)help.Action!);
    }

    private static void Write(TextWriter to, Command command)
    {
        if (command.Options.Any(option => option.Name == SampleOptions.Workload))
        {
            WriteSection(to, "Workloads", [.. WorkloadCatalog.Shipped.Select(workload => (workload.Name, workload.Summary))]);
        }

        if (OfVerbs.TryGetValue(command is RootCommand ? Mul : command.Name, out var examples))
        {
            WriteSection(to, "Examples", examples);
        }
    }

    private static void WriteSection(TextWriter to, string title, IReadOnlyList<(string Term, string Meaning)> rows)
    {
        var width = rows.Max(row => row.Term.Length);
        to.WriteLine($"{title}:");
        foreach (var (term, meaning) in rows)
        {
            to.WriteLine($"  {term.PadRight(width)}  {meaning}");
        }

        to.WriteLine();
    }

    private sealed class Help(HelpAction own) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => own.ClearsParseErrors;

        public override int Invoke(ParseResult parseResult)
        {
            Terminal.Print(() =>
            {
                own.Invoke(parseResult);
                Write(parseResult.InvocationConfiguration.Output, parseResult.CommandResult.Command);
            });
            return ExitCode.Fine;
        }
    }
}
