using Mul.Actors.Jobs;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Html;
using Mul.Host.Reports.Writing;
using Mul.Host.Simulation;
using Mul.Host.Tests.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Reports;

/// <summary>Results that are neither runs nor comparisons, as Markdown and as HTML.</summary>
public sealed class DocumentReportSpecs
{
    private static readonly ReportDocument Hostile = new(
        "<b>title",
        ["use <script>alert(1)</script> and *this*"],
        [],
        [new TextTable("a | b", ["one"], [["a | b"]])],
        [new Listing("HOCON", "hocon", "a = \"<b>\"\n  ````\nb = 1\n")],
        ["on @somebody's machine"]);

    [Fact]
    public void In_Markdown_text_from_outside_stays_text_and_what_is_to_be_pasted_stays_as_it_is()
    {
        var text = MarkdownReport.Of(Hostile);

        Assert.Equal(
            """
            ### &lt;b&gt;title

            - use &lt;script&gt;alert(1)&lt;/script&gt; and \*this\*

            **HOCON**

            `````hocon
            a = "<b>"
              ````
            b = 1
            `````

            <details><summary>Details</summary>

            **a \| b**

            | one |
            | --- |
            | a \| b |

            - on @<!-- -->somebody's machine

            </details>

            """,
            text);
    }

    [Fact]
    public void In_HTML_text_from_outside_stays_text_and_what_is_to_be_pasted_has_a_place_of_its_own()
    {
        var html = HtmlReport.Of(Hostile);

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("<li>use &lt;script&gt;alert(1)&lt;/script&gt; and *this*</li>", html, StringComparison.Ordinal);
        Assert.Contains("<pre tabindex=\"0\" role=\"region\" aria-label=\"HOCON\"><code>a = &quot;&lt;b&gt;&quot;\n  ````\nb = 1</code></pre>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#paste\">What to paste</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_of_several_sizes_are_a_curve_with_its_band()
    {
        var document = PredictReport.Of(Crunch(), new WhatIf(2, [1, 2]), [Predicted("mine", 1, 4), Predicted("mine", 2, 2)]);

        var curve = Assert.Single(document.Figures);
        Assert.Equal("curve", curve.Id);
        Assert.Equal(["mine", "9 of 10 from", "to", "no less than"], curve.Chart.Series.Select(series => series.Name));
        Assert.Equal([[1, 4, 0], [2, 2, 0]], curve.Chart.Series[0].Points);
        Assert.Equal("mine with 1 routee: about 4.00 s: the cores are full; more routees won't help, more cores will.", document.Sentences[0]);
        Assert.Equal("crunch, predicted: mine", document.Title);
    }

    [Fact]
    public void Curves_of_several_profiles_leave_out_the_bands_that_would_hide_each_other()
    {
        var document = PredictReport.Of(Crunch(), new WhatIf(2, [1, 2]), [Predicted("one", 1, 4), Predicted("one", 2, 2), Predicted("two", 1, 3), Predicted("two", 2, 3)]);

        Assert.Equal(["one", "two"], document.Figures[0].Chart.Series.Select(series => series.Name));
    }

    [Fact]
    public void Predictions_of_profiles_as_they_are_stand_beside_each_other_with_their_bands()
    {
        var document = PredictReport.Of(Crunch(), WhatIf.Nothing, [Predicted("slow", null, 40), Predicted("fast", null, 2)]);

        var bands = Assert.Single(document.Figures).Chart;
        Assert.Equal(["slow", "fast"], bands.Categories);
        Assert.Equal([36, 40, 44], bands.Series[0].Points[0]);
        Assert.True(bands.X.Logarithmic);
    }

    [Fact]
    public void A_band_that_reaches_down_to_nothing_is_drawn_on_an_axis_that_has_it()
    {
        var nothing = Predicted("short", null, 0.003) with { Forecast = new Forecast(new Band(0.003, 0, 0.007), [], new Bound(TimeSpan.FromSeconds(0.003), Bottleneck.Cores, "")) };

        var document = PredictReport.Of(Crunch(), WhatIf.Nothing, [nothing, Predicted("long", null, 4)]);

        Assert.False(document.Figures[0].Chart.X.Logarithmic);
    }

    [Fact]
    public void A_result_without_charts_and_tables_has_no_place_for_them()
    {
        Assert.DoesNotContain("What this rests on", HtmlReport.Of(new ReportDocument("A title", [], [], [], [], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void An_explained_profile_says_first_what_is_wrong_with_it()
    {
        var text = MarkdownReport.Of(ExplainReport.Of(ProfileExamination.Of(ProfileLoader.Read("ignored"), FakeWorkload.All, wanted: null, cores: 2)));

        Assert.StartsWith("### ignored (hocon/ignored.hocon) on 2 cores\n\n- ", text, StringComparison.Ordinal);
        Assert.Contains("hocon/ignored.hocon:13", text, StringComparison.Ordinal);
        Assert.Contains("| routees |", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ExplainReport.NothingWrong, text, StringComparison.Ordinal);
    }

    private static SampleSettings Crunch()
    {
        var workload = WorkloadCatalog.Find("crunch");
        return new SampleSettings { Workload = workload, Options = new OptionValues(workload.Options, new Dictionary<string, string>()) };
    }

    private static Prediction Predicted(string profile, int? routees, double seconds) => new(
        ProfileLoader.FromText(profile, $"{profile}.hocon", ""),
        routees,
        [],
        new Forecast(new Band(seconds, 0.9 * seconds, 1.1 * seconds), [], new Bound(TimeSpan.FromSeconds(seconds), Bottleneck.Cores, "")));
}
