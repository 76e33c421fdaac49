using System.Reflection;
using System.Text.Json.Serialization;

namespace Mul.Host.Statistics;

/// <summary>The names that an enum's values have in JSON, for everybody else who names them: users, tables, sentences.</summary>
internal static class EnumNames
{
    /// <summary>In the order of the enum.</summary>
    public static IReadOnlyList<string> Of<TEnum>()
        where TEnum : struct, Enum => Cache<TEnum>.Names;

    /// <summary>The name in its <see cref="JsonStringEnumMemberNameAttribute"/>, which every value of such an enum has.</summary>
    public static string NameOf<TEnum>(this TEnum value)
        where TEnum : struct, Enum => Cache<TEnum>.Names[Array.IndexOf(Cache<TEnum>.Values, value)];

    /// <summary>The value of that name; null if there is none.</summary>
    public static TEnum? Find<TEnum>(string name)
        where TEnum : struct, Enum => Array.IndexOf(Cache<TEnum>.Names, name) is >= 0 and var place ? Cache<TEnum>.Values[place] : null;

    private static class Cache<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly TEnum[] Values = Enum.GetValues<TEnum>();

        public static readonly string[] Names = Array.ConvertAll(
            Values, value => typeof(TEnum).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);
    }
}
