using System.Text;
using Akka.Actor;
using Akka.Serialization;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Nodes.Wire;

/// <summary>Serializes <see cref="NodeProtocol"/>, a closed set: a manifest is a letter of a list, never the name of a type.</summary>
internal sealed class NodeSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Of <see cref="Surveyed"/>, which travels by other ways, too.</summary>
    public const string SurveyedManifest = "Y";

    public override int Identifier => 2027;

    public override string Manifest(object o) => o switch
    {
        Result => "R",
        ResultAck => "A",
        Offer => "O",
        Renew => "N",
        Renewed => "E",
        Join => "J",
        Welcome => "W",
        TurnedAway => "T",
        Leave => "L",
        Farewell => "F",
        StopWork => "S",
        Survey => "Q",
        Surveyed => SurveyedManifest,
        Counted => "C",
        _ => throw new ArgumentException($"{o.GetType().Name} does not travel", nameof(o)),
    };

    public override byte[] ToBinary(object obj)
    {
        using var stream = new MemoryStream();
        using (var to = new BinaryWriter(stream, Encoding.UTF8))
        {
            Write(to, obj);
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The frame is none of ours.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        using var from = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        return manifest switch
        {
            "R" => from.ReadResult(),
            "A" => new ResultAck(from.ReadAll(from.ReadLease), from.ReadAll(from.ReadLease)),
            "O" => new Offer(from.ReadAll(from.ReadLease)),
            "N" => new Renew(from.ReadIncarnation(), from.ReadSession(), from.ReadAll(from.ReadWanted), from.ReadAll(from.ReadLease)),
            "E" => Renewed.Instance,
            "J" => new Join(from.ReadIncarnation(), from.ReadGuid()),
            "W" => new Welcome(from.ReadSession(), from.ReadTimeSpan(), from.ReadString()),
            "T" => new TurnedAway(from.ReadString()),
            "L" => new Leave(from.ReadIncarnation()),
            "F" => new Farewell(from.ReadIncarnation()),
            "S" => StopWork.Instance,
            "Q" => new Survey(from.Read7BitEncodedInt()),
            SurveyedManifest => new Surveyed(from.ReadIncarnation(), from.Read7BitEncodedInt(), from.ReadUsage(), from.ReadAll(from.ReadPool)),
            "C" => new Counted(
                from.ReadIncarnation(), from.ReadAll(() => new NodeCount(from.ReadTimeSpan(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt())), from.ReadUsage()),
            _ => throw new InvalidDataException($"a frame with the manifest '{manifest}', which is none of ours"),
        };
    }

    private static void Write(BinaryWriter to, object message)
    {
        switch (message)
        {
            case Result result:
                to.Write(result.From);
                to.Write(result.Session);
                to.Write(result.Running);
                to.WriteAll(result.Wanted, to.Write);
                to.WriteAll(result.Outcomes, to.Write);
                break;
            case ResultAck acknowledgement:
                to.WriteAll(acknowledgement.Leases, to.Write);
                to.WriteAll(acknowledgement.Offered, to.Write);
                break;
            case Offer offer:
                to.WriteAll(offer.Leases, to.Write);
                break;
            case Renew renew:
                to.Write(renew.From);
                to.Write(renew.Session);
                to.WriteAll(renew.Wanted, to.Write);
                to.WriteAll(renew.Held, to.Write);
                break;
            case Join join:
                to.Write(join.From);
                to.Write(join.Build);
                break;
            case Welcome welcome:
                to.Write(welcome.Session);
                to.Write(welcome.Lease);
                to.Write(welcome.Work);
                break;
            case TurnedAway refusal:
                to.Write(refusal.Reason);
                break;
            case Leave leave:
                to.Write(leave.From);
                break;
            case Farewell farewell:
                to.Write(farewell.To);
                break;
            case Survey survey:
                to.Write7BitEncodedInt(survey.Number);
                break;
            case Surveyed surveyed:
                to.Write(surveyed.From);
                to.Write7BitEncodedInt(surveyed.Number);
                to.Write(surveyed.Usage);
                to.WriteAll(surveyed.Pools, to.Write);
                break;
            case Counted counted:
                to.Write(counted.From);
                to.WriteAll(counted.Counts, count =>
                {
                    to.Write(count.Age);
                    to.Write7BitEncodedInt(count.Pool);
                    to.Write7BitEncodedInt(count.Jobs);
                });
                to.Write(counted.Usage);
                break;
        }
    }
}
