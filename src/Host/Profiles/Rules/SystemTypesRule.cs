using Akka.Actor;
using Akka.Event;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Settings of the ActorSystem that name a .NET type name one that can serve: with another it does not start.</summary>
internal sealed class SystemTypesRule : IProfileRule
{
    private const string Formatter = "akka.logger-formatter";
    private const string StdoutLogger = "akka.stdout-logger-class";

    private static readonly Dictionary<string, Type[]> Kinds = new(StringComparer.Ordinal)
    {
        ["akka.scheduler.implementation"] = [typeof(IScheduler)],
        ["akka.actor.guardian-supervisor-strategy"] = [typeof(SupervisorStrategyConfigurator)],
        ["akka.loggers"] = [typeof(ActorBase), typeof(MinimalLogger)],
        [Formatter] = [typeof(ILogMessageFormatter)],
        [StdoutLogger] = [typeof(MinimalLogger)],
    };

    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        from id in Kinds.Keys
        from value in Values(facts.Own.Find(HoconPath.Split(id)))
        let problem = Check(facts, id, value)
        where problem is not null
        select problem;

    private static IEnumerable<Value> Values(Node? node) => node switch
    {
        Sequence sequence => sequence.Items.OfType<Value>(),
        Value value => [value],
        _ => [],
    };

    private static Problem? Check(ProfileFacts facts, string id, Value value)
    {
        // For these two Akka.NET has something else where they are empty.
        var name = value.Text ?? "";
        if (string.IsNullOrWhiteSpace(name) && id is Formatter or StdoutLogger)
        {
            return null;
        }

        var key = id.Split('.')[^1];
        return ForeignType.Find(name) is { } type
            ? Array.Exists(Kinds[id], kind => kind.IsAssignableFrom(type)) && !type.IsAbstract ? null
                : facts.Refuse(value.Origin, id, $"{key} = {name} cannot serve: it is no {Kinds[id][0].Name} that Akka.NET could make", "Name a type that is, or remove it.")
            : name.Contains(',', StringComparison.Ordinal)
            ? facts.RefuseRun(isNeeded: true, value.Origin, id, $"the .NET type {name} cannot be loaded, and the ActorSystem would not start", "Name its assembly with --assembly, or correct the name.")
            : facts.Refuse(value.Origin, id, $"{key} = {name} is no type of Akka.NET's, and the ActorSystem would not start", "Write \"Namespace.Type, Assembly\", or remove it.");
    }
}
