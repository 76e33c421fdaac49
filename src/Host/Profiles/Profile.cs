using Akka.Configuration;

namespace Mul.Host.Profiles;

/// <summary>One HOCON file: dispatchers, pools, sizes.</summary>
/// <param name="Name">What people call it: a shipped name, or a file's name without its ending.</param>
/// <param name="File">A bare or relative path, fit to be committed and shared.</param>
/// <param name="Text">The file as it was read.</param>
/// <param name="Sha256">Of the file's bytes, in lower-case hex.</param>
/// <param name="Config">The file over Mul's defaults; Akka.NET's own reference configuration lies under it when a system starts.</param>
internal sealed record Profile(string Name, string File, string Text, string Sha256, Config Config);
