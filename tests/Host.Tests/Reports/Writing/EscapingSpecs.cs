using Mul.Host.Reports.Writing;

namespace Mul.Host.Tests.Reports.Writing;

public sealed class EscapingSpecs
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("", "")]
    public void A_field_is_quoted_where_rfc_4180_asks_for_it(string field, string written)
    {
        var csv = new Csv();
        csv.Add(field).Add("last").EndRow();

        Assert.Equal(written + ",last\r\n", csv.ToString());
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(1)")]
    public void A_text_that_a_spreadsheet_would_take_for_a_formula_stays_text(string formula)
    {
        var csv = new Csv();
        csv.Add(formula).EndRow();

        Assert.Equal("'" + formula + "\r\n", csv.ToString());
    }

    [Fact]
    public void A_negative_number_is_no_formula_and_an_absent_one_is_empty()
    {
        var csv = new Csv();
        csv.Add(-0.5).Add((IFormattable?)null).Add(7L).EndRow();

        Assert.Equal("-0.5,,7\r\n", csv.ToString());
    }

    // Unicode Standard Annex 9, 2: what turns the direction of the text after it.
    [Theory]
    [InlineData('\u061C', '\u061C')]
    [InlineData('\u200E', '\u200F')]
    [InlineData('\u202A', '\u202E')]
    [InlineData('\u2066', '\u2069')]
    public void A_name_cannot_turn_the_sentence_around_it(char first, char last)
    {
        for (var turning = first; turning <= last; turning++)
        {
            Assert.Equal("a\uFFFDb", Terminal.Plain($"a{turning}b"));
        }
    }

    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData("*a* _b_ `c`", @"\*a\* \_b\_ \`c\`")]
    [InlineData("[text](target)", @"\[text\](target)")]
    [InlineData("<img src=x>", "&lt;img src=x&gt;")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("@octocat", "@<!-- -->octocat")]
    [InlineData("https://example.org", @"https\://example.org")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("1. mine", @"1\. mine")]
    [InlineData("12) mine", @"12\) mine")]
    [InlineData("- mine", @"\- mine")]
    [InlineData("+ mine", @"\+ mine")]
    [InlineData("1.63 s", "1.63 s")]
    [InlineData("-5 %", "-5 %")]
    [InlineData("", "")]
    public void Markdown_shows_text_from_outside_as_it_is(string text, string written) => Assert.Equal(written, Markdown.Escape(text));
}
