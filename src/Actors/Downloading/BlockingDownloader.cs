using Akka.Actor;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Downloading.Transfers;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>Downloads one file at a time, and holds its thread until it is done, as a thread of Python's does.</summary>
internal sealed class BlockingDownloader : Routee, IDisposable
{
    private readonly Transfer _transfer;

    public BlockingDownloader(Depot depot)
    {
        depot.LiveAsLongAs(Context.System);
        _transfer = new Transfer(depot);
        Handles<Download>(_transfer.Run);
    }

    public static Props PropsFor(Depot depot) => Props.Create(() => new BlockingDownloader(depot));

    public void Dispose() => _transfer.Dispose();

    protected override void PostStop() => Dispose();
}
