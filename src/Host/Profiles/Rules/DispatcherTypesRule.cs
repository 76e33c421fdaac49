using Akka.Configuration;
using Akka.Dispatch;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Types and executors are names that Akka.NET knows, letter by letter, or .NET types that can be loaded.</summary>
internal sealed class DispatcherTypesRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        foreach (var (dispatcher, written) in facts.WrittenDispatchers())
        {
            if (written.Child(DispatcherKeys.Type) is Value { Text: { } type } typed
                && Check(facts, dispatcher, typed, "type", type, DispatcherTypes.Types, typeof(MessageDispatcherConfigurator)) is { } wrongType)
            {
                yield return wrongType;
            }

            if (written.Child(DispatcherKeys.Executor) is Value { Text: { Length: > 0 } executor } executed
                && !DispatcherTypes.IsFixedThreads(executor)
                && Check(facts, dispatcher, executed, "executor", executor, DispatcherTypes.Executors, typeof(ExecutorServiceConfigurator)) is { } wrongExecutor)
            {
                yield return wrongExecutor;
            }

            if (written.Child(DispatcherKeys.MailboxRequirement) is Value { Text: { Length: > 0 } requirement } required && ForeignType.Find(requirement) is null)
            {
                yield return NotLoaded(facts, dispatcher, required, DispatcherKeys.MailboxRequirement, requirement);
            }
        }
    }

    private static Problem? Check(
        ProfileFacts facts, ResolvedDispatcher dispatcher, Value value, string key, string name, IReadOnlyList<string> known, Type kind)
    {
        if (known.Contains(name, StringComparer.Ordinal))
        {
            return null;
        }

        var path = $"{dispatcher.Id}.{key}";
        if (!DispatcherTypes.IsForeign(name, known))
        {
            return facts.Refuse(
                value.Origin, path, $"{key} = {name} is nothing that Akka.NET has",
                NearestName.Question(name, known) ?? $"It has {string.Join(", ", known)}.");
        }

        if (ForeignType.Find(name) is { } type)
        {
            return ForeignType.Unfit(type, kind, typeof(Config), typeof(IDispatcherPrerequisites)) is { } unfit
                ? facts.Refuse(value.Origin, path, $"{key} = {name} cannot serve: {unfit}", "Name a type that can.")
                : null;
        }

        return NotLoaded(facts, dispatcher, value, key, name);
    }

    private static Problem NotLoaded(ProfileFacts facts, ResolvedDispatcher dispatcher, Value value, string key, string name)
    {
        var remedy = name.Contains(',', StringComparison.Ordinal)
            ? "Name its assembly with --assembly, or correct the name."
            : "Add the assembly's name: \"Namespace.Type, Assembly\".";
        return facts.RefuseRun(
            isNeeded: facts.References.UsedDispatchers.Contains(dispatcher.Id) || dispatcher.Id.StartsWith("akka.", StringComparison.Ordinal),
            value.Origin, $"{dispatcher.Id}.{key}", $"the .NET type {name} cannot be loaded", remedy);
    }
}
