namespace Mul.Host.Profiles.Knowledge;

/// <summary>The keys of a mailbox's section.</summary>
internal static class MailboxKeys
{
    public const string Type = "mailbox-type";

    /// <summary>Names that Akka.NET knows without a section.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["unbounded", "bounded"];

    public static KeySet All { get; } = new("a mailbox", new Dictionary<string, ValueRule>
    {
        [Type] = ValueRule.Text,
        ["mailbox-capacity"] = ValueRule.Count(atLeast: 0),
        ["mailbox-push-timeout-time"] = ValueRule.Duration,
        ["stash-capacity"] = ValueRule.Integer,
    });
}
