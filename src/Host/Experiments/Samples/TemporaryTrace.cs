using Mul.Actors.Folders;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Samples;

/// <summary>The trace of one sample that is no experiment's: it is gone when it is disposed of.</summary>
internal sealed class TemporaryTrace : IDisposable
{
    /// <summary>How the name of a temporary folder with traces begins.</summary>
    public const string FolderPrefix = "mul-traces-";

    private readonly TemporaryFolder _folder = TemporaryFolder.Make(FolderPrefix);

    /// <summary>Where the sample leaves it.</summary>
    public string FilePath => Path.Combine(_folder.FullPath, "pending.trace");

    /// <summary>Null if the sample left none.</summary>
    public Trace? Read() => TraceFile.Find(FilePath);

    public void Dispose() => _folder.Dispose();
}
