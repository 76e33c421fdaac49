using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Mul.Actors.Idling;
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
    public static void WriteThrowing(string path) => Write(path, code =>
    {
        code.Emit(OpCodes.Ldstr, "no database\nat all");
        code.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Throw);
    });

    /// <summary>An assembly whose one workload, <c>noop</c>, greets on the console when it is asked for.</summary>
    public static void WriteGreeting(string path) => Write(path, code =>
    {
        code.Emit(OpCodes.Ldstr, "Welcome!");
        code.Emit(OpCodes.Call, typeof(Console).GetMethod(nameof(Console.WriteLine), [typeof(string)])!);
        code.Emit(OpCodes.Newobj, typeof(Noop).GetConstructor(Type.EmptyTypes)!);
        code.Emit(OpCodes.Ret);
    });

    /// <summary>An assembly whose one workload never comes when it is asked for; that it was asked for shows in a file.</summary>
    public static void WriteHanging(string path, string asked) => Write(path, code =>
    {
        code.Emit(OpCodes.Ldstr, asked);
        code.Emit(OpCodes.Ldstr, "");
        code.Emit(OpCodes.Call, typeof(File).GetMethod(nameof(File.WriteAllText), [typeof(string), typeof(string)])!);
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Newobj, typeof(ManualResetEvent).GetConstructor([typeof(bool)])!);
        code.Emit(OpCodes.Callvirt, typeof(WaitHandle).GetMethod(nameof(WaitHandle.WaitOne), Type.EmptyTypes)!);
        code.Emit(OpCodes.Pop);
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Ret);
    });

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

    /// <summary>What the compiler leaves in <c>obj/ref</c> for other projects: the names, and no code.</summary>
    public static void WriteReference(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var assembly = new PersistedAssemblyBuilder(
            new AssemblyName(name), typeof(object).Assembly, [new CustomAttributeBuilder(typeof(ReferenceAssemblyAttribute).GetConstructor(Type.EmptyTypes)!, [])]);
        assembly.DefineDynamicModule(name);
        assembly.Save(path);
    }

    // With one workload, the static property Shop.Orders.
    private static void Write(string path, Action<ILGenerator> getting)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule(name).DefineType("Shop", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var getter = type.DefineMethod("get_Orders", MethodAttributes.Public | MethodAttributes.Static, typeof(IWorkload), Type.EmptyTypes);
        getting(getter.GetILGenerator());
        type.DefineProperty("Orders", PropertyAttributes.None, typeof(IWorkload), null).SetGetMethod(getter);
        type.CreateType();
        assembly.Save(path);
    }
}
