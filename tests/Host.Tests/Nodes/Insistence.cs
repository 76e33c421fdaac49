namespace Mul.Host.Tests.Nodes;

/// <summary>Telling over a network: said again until something comes of it, as nodes do, since what finds no connection in time is lost.</summary>
internal static class Insistence
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="tell">Called once a second.</param>
    /// <param name="outcome">What comes of it.</param>
    /// <param name="patience">After which it fails.</param>
    public static async Task<T> TellAsync<T>(Action tell, Task<T> outcome, TimeSpan patience)
    {
        for (var passed = Pause; ; passed += Pause)
        {
            tell();
            try
            {
                return await outcome.WaitAsync(Pause);
            }
            catch (TimeoutException) when (passed < patience)
            {
            }
        }
    }
}
