using System.Text.Json.Serialization;

namespace Mul.Actors.Jobs;

/// <summary>A routee, and the dispatcher that it found itself on.</summary>
/// <param name="Number">Its number in its pool, from 0.</param>
/// <param name="Name">The last element of its path, as <c>$a</c>.</param>
/// <param name="Dispatcher">Seen from inside, never copied from the profile.</param>
internal sealed record RouteeIdentity(int Number, string Name, DispatcherIdentity Dispatcher)
{
    /// <summary>Whether it has stopped, as a resizer's routees do. Default: false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasLeft { get; init; }
}
