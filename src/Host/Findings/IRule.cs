using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>One judgement of a run: a named threshold, a question to its record, a sentence with a remedy.</summary>
internal interface IRule
{
    IEnumerable<Remark> Of(RunRecord run);
}

/// <summary>What a rule says; under which id is said by the list of rules.</summary>
/// <param name="Message">What was seen, with its evidence.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Pool">Which pool it is about; null for the whole run.</param>
internal sealed record Remark(Severity Severity, string Message, string Remedy, string? Pool = null);
