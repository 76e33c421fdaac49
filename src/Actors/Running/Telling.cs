namespace Mul.Actors.Running;

/// <summary>A job was told to its pool.</summary>
internal readonly record struct Telling(long Enqueued, int Pool)
{
    public static Telling Read(Tape.Reader tape, Telling after) => new(after.Enqueued + tape.Read(), (int)tape.Read());

    public void WriteTo(Tape tape, Telling after)
    {
        tape.Write(Enqueued - after.Enqueued);
        tape.Write(Pool);
    }

    public JobRecord ToRecord() => new() { Enqueued = Enqueued, Pool = (short)Pool };
}
