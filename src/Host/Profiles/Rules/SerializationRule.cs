using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Messages stay in one process as they are: Mul's own cannot be serialized, and a run without them has no jobs.</summary>
internal sealed class SerializationRule : IProfileRule
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["serialize-messages"] = "every message, Mul's own too, which do not survive it",
        ["serialize-creators"] = "what every actor is made of, Mul's own too, which does not survive it",
    };

    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        from key in Switches.Keys
        let setting = facts.Own.Find("akka", "actor", key) as Value
        where setting is not null && ValueRule.SwitchOf(setting.Text) is true
        select facts.Refuse(setting.Origin, $"akka.actor.{key}", $"{key} = on makes Akka.NET serialize {Switches[key]}: no job would be done", "Remove it.");
}
