using Mul.Host.Experiments.Predicting;
using Mul.Host.Profiles;
using Mul.Host.Reports.Sentences;
using Mul.Host.Simulation;

namespace Mul.Host.Tests.Reports.Sentences;

public sealed class PredictSentenceSpecs
{
    private static readonly Prediction Predicted = new(
        ProfileLoader.FromText("a", "a.hocon", ""), null, [], new Forecast(new Band(1.2, 1, 1.4), [], new Bound(TimeSpan.FromSeconds(1), Bottleneck.Cores, "")));

    [Fact]
    public void What_was_predicted_is_held_against_what_was_measured() =>
        Assert.Equal("predicted 1.20 s (1.00 s to 1.40 s), measured 1.00 s: error +20.0 %.", PredictSentence.Against(Predicted, 1));

    [Fact]
    public void Where_no_job_was_taken_up_there_is_no_error() =>
        Assert.Equal("predicted 1.20 s (1.00 s to 1.40 s), and no job was taken up.", PredictSentence.Against(Predicted, 0));
}
