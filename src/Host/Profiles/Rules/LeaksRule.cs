using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>What a profile writes into the default dispatcher is inherited by every other one that does not say it itself.</summary>
internal sealed class LeaksRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        var standard = Layers.Akka.Find(HoconPath.Split(ResolvedDispatcher.DefaultId)) as Section;
        foreach (var dispatcher in Used(facts))
        {
            var leaks = DispatcherKeys.All.Rules.Keys
                .Where(path => !dispatcher.IsOwn(path) && dispatcher.Reads(path) && dispatcher.Setting(path)?.Origin.Layer == Layer.Profile)
                .Select(path => (Path: path, Value: (Value)dispatcher.Setting(path)!))
                .Where(leak => leak.Value.Text != standard?.Text(leak.Path.Split('.')))
                .OrderBy(leak => leak.Value.Origin.Line)
                .ToList();
            if (leaks.Count > 0)
            {
                var settings = string.Join(", ", leaks.Select(leak => $"{leak.Path} = {leak.Value.Text}"));
                yield return facts.Ignored(
                    leaks[0].Value.Origin, $"{ResolvedDispatcher.DefaultId}.{leaks[0].Path}",
                    $"{settings} also holds for {dispatcher.Id}, which inherits what it does not say from the default dispatcher",
                    $"Say it in {dispatcher.Id} too, as it is meant there.");
            }
        }
    }

    private static IEnumerable<ResolvedDispatcher> Used(ProfileFacts facts) =>
        facts.WrittenDispatchers().Select(found => found.Dispatcher)
            .Concat(facts.References.Dispatchers.Where(reference => reference.Origin.Layer == Layer.Profile)
                .Select(reference => facts.Catalog.Find(reference.Id, out _)).OfType<ResolvedDispatcher>())
            .Where(dispatcher => dispatcher.Id != ResolvedDispatcher.DefaultId)
            .DistinctBy(dispatcher => dispatcher.Id);
}
