namespace Mul.Host.Profiles.Knowledge;

/// <summary>The keys of a mailbox's section.</summary>
internal static class MailboxKeys
{
    public const string Type = "mailbox-type";
    public const string Capacity = "mailbox-capacity";
    public const string PushTimeout = "mailbox-push-timeout-time";
    public const string DefaultId = "akka.actor.default-mailbox";

    /// <summary>The section of what a dispatcher may require, with a mailbox for each.</summary>
    public const string RequirementsId = "akka.actor.mailbox.requirements";

    /// <summary>Always without a bound: a section of this name is not read.</summary>
    public const string Unbounded = "unbounded";

    /// <summary>Always with a bound, which a section of this name may set.</summary>
    public const string Bounded = "bounded";

    /// <summary>Names that Akka.NET knows without a section.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [Unbounded, Bounded];

    public static KeySet All { get; } = new("a mailbox", new Dictionary<string, ValueRule>
    {
        [Type] = ValueRule.Text,
        [Capacity] = ValueRule.Count(atLeast: 0),
        [PushTimeout] = ValueRule.Duration,
        ["stash-capacity"] = ValueRule.Integer,
    });
}
