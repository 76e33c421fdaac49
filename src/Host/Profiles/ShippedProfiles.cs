namespace Mul.Host.Profiles;

/// <summary>The profiles that travel with the command, found by bare name from any folder.</summary>
internal static class ShippedProfiles
{
    public const string Folder = "hocon";
    public const string Ending = ".hocon";

    /// <summary>Their names in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = Find();

    /// <summary>The full path of the shipped profile <paramref name="name"/>.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, Folder, name + Ending);

    private static string[] Find()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, Folder);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
            : [];
    }
}
