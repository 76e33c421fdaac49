using Akka.Actor;

namespace Orders.Theirs;

/// <summary>Takes payments through a bank that needs a while, one at a time. It has never heard of Mul.</summary>
public sealed class Till : ReceiveActor
{
    private decimal _taken;

    public Till(TimeSpan bank) => ReceiveAsync<Pay>(async pay =>
    {
        await Task.Delay(bank);
        _taken += pay.Amount;
        Sender.Tell(new Paid(pay.Order, _taken));
    });

    public static Props PropsFor(TimeSpan bank) => Props.Create(() => new Till(bank));
}

public sealed record Pay(int Order, decimal Amount);

/// <param name="Taken">What the till has taken so far.</param>
public sealed record Paid(int Order, decimal Taken);
