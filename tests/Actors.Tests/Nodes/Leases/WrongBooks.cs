using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>Books with one mistake each: the interleavings must find every one of them.</summary>
internal static class WrongBooks
{
    public static IReadOnlyDictionary<string, MakeBook> All { get; } = new Dictionary<string, MakeBook>
    {
        ["counts stale results"] = (rules, recorded) => new WithoutFence(rules, recorded),
        ["acknowledges before the commit"] = (rules, recorded) => new AcknowledgesAtOnce(rules, recorded),
        ["answers before the commit"] = (rules, recorded) => new AnswersAtOnce(rules, recorded),
        ["counts duplicates"] = (rules, recorded) => new CountsDuplicates(rules, recorded),
        ["does not renew leases"] = (rules, recorded) => new NeverRenews(rules, recorded),
        ["never takes a lease back"] = (rules, recorded) => new NeverTakesBack(rules, recorded),
        ["takes an ended lease for a death"] = (rules, recorded) => new BuriesTheSilent(rules, recorded),
        ["takes a pause for a death"] = (rules, recorded) => new BuriesThePaused(rules, recorded),
        ["never gives a job up"] = (rules, recorded) => new Book(rules with { MostDeaths = int.MaxValue }, recorded),
        ["gives a job up too early"] = (rules, recorded) => new Book(rules with { MostDeaths = 1 }, recorded),
        ["keeps what a leaving node hands back"] = (rules, recorded) => new KeepsWhatIsHandedBack(rules, recorded),
        ["never acknowledges what is late"] = (rules, recorded) => new IgnoresTheLate(rules, recorded),
        ["forgets its journal"] = (rules, _) => new Book(rules, []),
        ["begins to count again when it is started again"] = (rules, recorded) => new Book(rules with { Epoch = 1 }, recorded),
    };

    private sealed class WithoutFence(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        private readonly Dictionary<int, Attempt> _newest = [];

        public override IReadOnlyList<Deed> Deal(TimeSpan now)
        {
            var deeds = base.Deal(now);
            foreach (var lease in deeds.OfType<Deed.Offer>().SelectMany(offer => offer.Leases))
            {
                _newest[lease.Job] = lease.Attempt;
            }

            return deeds;
        }

        // The book is made to take it for the newest; the row says what it really was.
        public override IReadOnlyList<Deed> Hear(Incarnation from, IReadOnlyList<NodeOutcome> outcomes)
        {
            var real = outcomes.ToDictionary(outcome => outcome.Lease.Job);
            var renamed = outcomes.Select(outcome => _newest.TryGetValue(outcome.Lease.Job, out var newest) ? outcome with { Lease = outcome.Lease with { Attempt = newest } } : outcome);
            return [.. base.Hear(from, [.. renamed]).Select(deed => deed is Deed.Commit(var counted) ? new Deed.Commit([.. counted.Select(outcome => real[outcome.Lease.Job])]) : deed)];
        }
    }

    private sealed class AcknowledgesAtOnce(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        public override IReadOnlyList<Deed> Hear(Incarnation from, IReadOnlyList<NodeOutcome> outcomes) =>
            [.. base.Hear(from, outcomes), new Deed.Acknowledge(from, [.. outcomes.Select(outcome => outcome.Lease)])];
    }

    private sealed class AnswersAtOnce(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        public override IReadOnlyList<Deed> Hear(Incarnation from, IReadOnlyList<NodeOutcome> outcomes) =>
            [.. base.Hear(from, outcomes).SelectMany(deed => deed is Deed.Commit(var counted) ? [deed, .. counted.Select(outcome => new Deed.Answer(outcome, from))] : (Deed[])[deed])];
    }

    private sealed class CountsDuplicates(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        public override IReadOnlyList<Deed> Hear(Incarnation from, IReadOnlyList<NodeOutcome> outcomes)
        {
            _ = base.Hear(from, outcomes);
            return [new Deed.Commit(outcomes)];
        }
    }

    private sealed class NeverRenews(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        public override IReadOnlyList<Deed> Renew(Incarnation from, int wanted, IReadOnlyList<Lease> held, TimeSpan now) => base.Renew(from, wanted, [], now);
    }

    private sealed class NeverTakesBack(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        public override IReadOnlyList<Deed> Tick(TimeSpan now) => [];
    }

    private sealed class BuriesTheSilent(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        private readonly HashSet<Incarnation> _known = [];

        public override IReadOnlyList<Deed> Renew(Incarnation from, int wanted, IReadOnlyList<Lease> held, TimeSpan now)
        {
            _known.Add(from);
            return base.Renew(from, wanted, held, now);
        }

        public override IReadOnlyList<Deed> Tick(TimeSpan now)
        {
            var before = Expired;
            var deeds = base.Tick(now);
            return Expired == before ? deeds : [.. deeds, .. base.Deal(now), .. _known.SelectMany(Bury)];
        }
    }

    private sealed class BuriesThePaused(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        // As if each life were a process.
        public override IReadOnlyList<Deed> Renew(Incarnation from, int wanted, IReadOnlyList<Lease> held, TimeSpan now) =>
            Meant(base.Renew(AsProcess(from), wanted, held, now));

        public override IReadOnlyList<Deed> Deal(TimeSpan now) => Meant(base.Deal(now));

        public override IReadOnlyList<Deed> Leave(Incarnation from) => Meant(base.Leave(AsProcess(from)));

        public override IReadOnlyList<Deed> Bury(Incarnation node) => base.Bury(AsProcess(node));

        private static Incarnation AsProcess(Incarnation life) => life with { Process = (life.Process * 1000) + life.Life };

        private static List<Deed> Meant(IReadOnlyList<Deed> deeds) =>
        [
            .. deeds.Select(deed => deed switch
            {
                Deed.Offer offer => offer with { To = Meant(offer.To) },
                Deed.Farewell farewell => farewell with { To = Meant(farewell.To) },
                _ => deed,
            }),
        ];

        private static Incarnation Meant(Incarnation process) => process with { Process = process.Process / 1000 };
    }

    private sealed class KeepsWhatIsHandedBack(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        public override IReadOnlyList<Deed> Leave(Incarnation from) => [new Deed.Farewell(from)];
    }

    private sealed class IgnoresTheLate(LeaseRules rules, IEnumerable<NodeOutcome> recorded) : Book(rules, recorded)
    {
        public override IReadOnlyList<Deed> Hear(Incarnation from, IReadOnlyList<NodeOutcome> outcomes) =>
            [.. base.Hear(from, outcomes).Where(deed => deed is not Deed.Acknowledge)];
    }
}
