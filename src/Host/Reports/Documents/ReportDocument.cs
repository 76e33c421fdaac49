using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Reports.Documents;

/// <summary>A result that is neither a run nor a comparison, before it is Markdown or HTML: what it says, and what that rests on.</summary>
/// <param name="Sentences">First, for people who read nothing else.</param>
/// <param name="Figures">Charts, each with its numbers as a table.</param>
/// <param name="Tables">What no chart shows.</param>
/// <param name="Listings">To be pasted somewhere.</param>
/// <param name="Conditions">Under which all of this holds.</param>
internal sealed record ReportDocument(
    string Title,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<TextTable> Tables,
    IReadOnlyList<Listing> Listings,
    IReadOnlyList<string> Conditions);

/// <param name="Language">As GitHub names it, for its colours.</param>
internal sealed record Listing(string Title, string Language, string Text);
