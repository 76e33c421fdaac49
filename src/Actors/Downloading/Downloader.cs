using Akka.Actor;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Downloading.Transfers;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>Downloads one file at a time, and frees its thread while it waits.</summary>
internal sealed class Downloader : Routee, IDisposable
{
    private readonly Transfer _transfer;

    public Downloader(Depot depot)
    {
        depot.LiveAsLongAs(Context.System);
        _transfer = new Transfer(depot);
        HandlesAsync<Download>(_transfer.RunAsync);
    }

    public static Props PropsFor(Depot depot) => Props.Create(() => new Downloader(depot));

    public void Dispose() => _transfer.Dispose();

    protected override void PostStop() => Dispose();
}
