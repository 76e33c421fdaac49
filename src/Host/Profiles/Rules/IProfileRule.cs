using Mul.Host.Profiles.Facts;

namespace Mul.Host.Profiles.Rules;

/// <summary>One thing to look for in a profile.</summary>
internal interface IProfileRule
{
    IEnumerable<Problem> Check(ProfileFacts facts);
}
