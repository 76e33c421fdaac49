using Akka.Actor;
using Mul.Actors.Guests;
using Mul.Actors.Jobs;
using Orders.Theirs;

namespace Orders;

/// <summary>What <c>mul run orders.hocon --assembly Orders.dll --workload NAME</c> can run: each a public static property.</summary>
public static class OrderWorkloads
{
    private static readonly WorkloadOption Rows = new("rows", OptionUnit.Count, "100000", "Orders in the database.");

    /// <summary>Queries that hold their thread.</summary>
    public static IWorkload Blocking { get; } = Workload.Of(
        "orders", 40, (job, _) => JobResult.Completed(OrderDatabase.With(job.Options.Count("rows")).Turnover(job.Id)), Rows);

    /// <summary>The same through the async methods of ADO.NET, which in SQLite hold their thread all the same: a run shows it.</summary>
    public static IWorkload Async { get; } = Workload.Of(
        "orders-async", 40, async (job, stop) => JobResult.Completed(await OrderDatabase.With(job.Options.Count("rows")).TurnoverAsync(job.Id, stop)), Rows);

    /// <summary>An actor of another system, told its own message; what it does with its thread is found out.</summary>
    public static IWorkload Checkout { get; } = Workload.Around(
        "checkout", 40, Till.PropsFor(TimeSpan.FromMilliseconds(20)), job => new Pay(job.Id, 9.99m), timeout: TimeSpan.FromSeconds(5));

    /// <summary>An actor of which one has a mishap in the midst of a run.</summary>
    public static IWorkload Couriers { get; } = Workload.Around(
        "couriers",
        40,
        new GuestActor
        {
            Props = _ => Props.Create<Courier>(),
            Message = job => new Deliver(job.Id, job is { IsWarmup: false, Id: 5 } ? job.Options.Text("mishap") : ""),
            Handling = Handling.Blocking,
        },
        new WorkloadOption("mishap", OptionUnit.Text, "none", "What befalls the sixth order: crash, restart, stop, leave, end."));

    /// <summary>An actor that has a child on a dispatcher of its own.</summary>
    public static IWorkload Dispatches { get; } = Workload.Around(
        "dispatches", 40, Props.Create<Dispatch>(), job => new Deliver(job.Id, ""), timeout: TimeSpan.FromSeconds(5));
}
