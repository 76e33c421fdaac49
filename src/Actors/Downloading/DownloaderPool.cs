using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Transfers;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>The pool <c>/user/downloaders</c>: which of the two downloaders it has is the profile's choice.</summary>
internal sealed class DownloaderPool() : WorkloadPool("downloaders")
{
    /// <summary>The profile's choice: <see cref="Async"/> or <see cref="Blocking"/>.</summary>
    public const string IoKey = "mul.downloaders.io";

    public const string Async = "async";
    public const string Blocking = "blocking";

    // Besides two for each download: runtime, assemblies, instrument, idle connections.
    private const int OtherDescriptors = 400;

    public override bool OpensConnections => true;

    /// <summary>Opens the folder that the files are written to, so that one that cannot be used is refused before the first job.</summary>
    /// <exception cref="UserException">The folder or the number of routees is more than the system allows.</exception>
    public override Props PropsFor(PoolSetup setup)
    {
        CheckDescriptors(setup.Profile);
        var settings = DownloadOptions.SettingsOf(setup.Options);
        var output = setup.Options.IsSet(WorkloadOption.Output) ? setup.Options.Text(WorkloadOption.Output) : null;
        var files = FileStore.Open(output, settings.IfExists);
        var blocking = HandlingFor(setup.Profile) == Handling.Blocking;
        var depot = new Depot(settings, files, blocking, setup.Stopping);
        return blocking ? BlockingDownloader.PropsFor(depot) : Downloader.PropsFor(depot);
    }

    /// <exception cref="UserException"><c>mul.downloaders.io</c> is neither async nor blocking.</exception>
    public override Handling HandlingFor(Config profile) => profile.GetString(IoKey, Async) switch
    {
        Async => Handling.Async,
        Blocking => Handling.Blocking,
        var other => throw new UserException($"{IoKey} = {other}: expected {Async} or {Blocking}.", UserException.BrokenProfile),
    };

    private void CheckDescriptors(Config profile)
    {
        var routees = profile.GetInt(RouteesKey, 0);
        if (DescriptorLimit() is { } limit && 2L * routees + OtherDescriptors > limit)
        {
            throw new UserException($"{RouteesKey} = {routees}: each download takes a socket and a file, and this process may open {limit} in all. Raise ulimit -n, or lower it.");
        }
    }

    // The soft limit, which .NET raises to the hard one when it starts.
    private static long? DescriptorLimit()
    {
        const string Limits = "/proc/self/limits";
        const string Name = "Max open files";
        var line = File.Exists(Limits) ? File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) : null;
        var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
