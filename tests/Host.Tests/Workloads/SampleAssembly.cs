using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Mul.Actors.Jobs;

namespace Mul.Host.Tests.Workloads;

/// <summary>Assemblies as somebody else builds them: the sample, and broken ones made from nothing.</summary>
internal static class SampleAssembly
{
    /// <summary><c>tests/Samples/Orders</c>, where it is built.</summary>
    public static string Folder { get; } =
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Host.Tests"), Path.Combine("tests", "Samples", "Orders"), StringComparison.Ordinal);

    public static string Orders { get; } = Path.Combine(Folder, "Orders.dll");

    public static string Profile(string name) => Path.Combine(Folder, name + ".hocon");

    /// <summary>An assembly whose one workload throws as soon as it is asked for.</summary>
    public static void WriteThrowing(string path)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Throwing"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Throwing").DefineType("Shop", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var getter = type.DefineMethod("get_Orders", MethodAttributes.Public | MethodAttributes.Static, typeof(IWorkload), Type.EmptyTypes);
        var code = getter.GetILGenerator();
        code.Emit(OpCodes.Ldstr, "no database\nat all");
        code.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Throw);
        type.DefineProperty("Orders", PropertyAttributes.None, typeof(IWorkload), null).SetGetMethod(getter);
        type.CreateType();
        assembly.Save(path);
    }

    /// <summary>The sample, as if it had been built against another major version of <paramref name="reference"/>.</summary>
    public static void WriteBuiltAgainst(string path, string reference, byte major)
    {
        var bytes = File.ReadAllBytes(Orders);
        using var image = new PEReader(new MemoryStream(bytes));
        var metadata = image.GetMetadataReader();
        var handle = metadata.AssemblyReferences.Single(each => metadata.GetString(metadata.GetAssemblyReference(each).Name) == reference);
        // ECMA-335, II.22.5: a row of AssemblyRef begins with its major version in two bytes, the low one first.
        var row = metadata.GetTableMetadataOffset(TableIndex.AssemblyRef) + ((MetadataTokens.GetRowNumber(handle) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        bytes[image.PEHeaders.MetadataStartOffset + row] = major;
        File.WriteAllBytes(path, bytes);
    }
}
