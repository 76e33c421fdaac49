using System.Runtime.Loader;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Workloads;

/// <summary>Workloads from an assembly of the user's own.</summary>
public sealed class PlugInSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-plug-in-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Its_workloads_are_its_public_static_properties()
    {
        var plugIn = PlugIn.Load(SampleAssembly.Orders);

        Assert.Equal(["checkout", "couriers", "dispatches", "orders", "orders-async"], plugIn.Workloads.Select(workload => workload.Name));
        Assert.Equal(
            [Handling.Unknown, Handling.Blocking, Handling.Unknown, Handling.Blocking, Handling.Async],
            plugIn.Workloads.Select(workload => workload.Pools[0].HandlingFor(MulDefaults.Config)));
    }

    [Fact]
    public void A_workload_is_a_class_with_a_constructor_without_parameters_too()
    {
        var workloads = DeclaredWorkloads.Of(typeof(IWorkload).Assembly, new PlugInFault("Mul.Actors.dll"));

        Assert.Equal(["crunch", "downloads", "mixed", "noop"], workloads.Select(workload => workload.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Akka_and_Mul_are_the_commands_own_and_everything_else_is_the_plug_ins()
    {
        var plugIn = PlugIn.Load(SampleAssembly.Orders);
        var context = AssemblyLoadContext.All.Last(context => context is PlugInContext);

        var sqlite = context.LoadFromAssemblyName(new("Microsoft.Data.Sqlite"));

        Assert.Equal(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(context.LoadFromAssemblyName(new("Akka"))));
        Assert.Equal(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(context.LoadFromAssemblyName(new("Akka.Hosting"))));
        Assert.Same(context, AssemblyLoadContext.GetLoadContext(sqlite));
        Assert.Equal("Orders", plugIn.Name.Name);
    }

    [Fact]
    public void Modules_of_Akka_that_it_brings_are_its_own()
    {
        var plugIn = PlugIn.Load(SampleAssembly.Orders);

        Assert.Contains("Akka", plugIn.Own.Modules);
        Assert.False(plugIn.Own.Reads("persistence"));
    }

    [Fact]
    public void What_a_pilot_found_fills_in_what_a_pool_does_not_say()
    {
        var workloads = PlugIn.Load(SampleAssembly.Orders).Workloads;
        var found = new Dictionary<string, Handling> { ["checkout"] = Handling.Async, ["orders"] = Handling.Async };

        Assert.Equal(
            [Handling.Async, Handling.Blocking],
            workloads.Where(workload => found.ContainsKey(workload.Name)).Select(workload => workload.With(found).Pools[0].HandlingFor(MulDefaults.Config)));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() => AssertRefused(Path.Combine(_folder.FullName, "My.dll"), "there is no such file");

    [Fact]
    public void A_folder_is_refused() => AssertRefused(_folder.FullName, "is a folder");

    [Fact]
    public void A_file_that_is_no_assembly_is_refused()
    {
        var path = In("My.dll");
        File.WriteAllText(path, "not an assembly");

        AssertRefused(path, "is not a .NET assembly");
    }

    // Reading it would have no end.
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_device_is_no_assembly(bool isLinked)
    {
        const string Device = "/dev/zero";
        Skip.IfNot(File.Exists(Device), $"there is no {Device}");
        var path = isLinked ? File.CreateSymbolicLink(In("My.dll"), Device).FullName : Device;

        AssertRefused(path, "is not a .NET assembly");
    }

    [Fact]
    public void An_assembly_without_a_workload_is_refused_with_what_one_looks_like() =>
        AssertRefused(typeof(FactAttribute).Assembly.Location, "implements IWorkload");

    [Fact]
    public void A_workload_that_throws_is_told_in_one_line()
    {
        var path = In("Throwing.dll");
        SampleAssembly.WriteThrowing(path);

        AssertRefused(path, "Shop.Orders cannot be made: InvalidOperationException: no database at all.");
    }

    [Theory]
    [InlineData("Akka", "1.x")]
    [InlineData("Mul.Actors", "0.x")]
    public void Another_major_version_is_refused(string reference, string remedy)
    {
        var path = In("Orders.dll");
        SampleAssembly.WriteBuiltAgainst(path, reference, major: 7);

        AssertRefused(path, $"was built against {reference} 7.", $"Build it against {reference} {remedy}.");
    }

    [Fact]
    public void A_later_version_of_dotnet_is_refused()
    {
        var path = In("Orders.dll");
        SampleAssembly.WriteBuiltAgainst(path, "System.Runtime", major: 99);

        AssertRefused(path, $"was built for .NET 99, and this command runs on .NET {Environment.Version.Major}. Build it for net{Environment.Version.Major}.0.");
    }

    [Fact]
    public void A_reference_assembly_is_told_from_the_one_with_the_code()
    {
        var path = In("Orders.dll");
        SampleAssembly.WriteReference(path);

        AssertRefused(path, "Orders is a reference assembly, which has no code. Take the one in bin.");
    }

    [Fact]
    public void What_an_assembly_needs_and_cannot_be_loaded_is_named()
    {
        var broken = new BadImageFormatException("incorrect format", "Microsoft.Data.Sqlite, Version=11.0.0.0, Culture=neutral");

        var refused = Assert.Throws<UserException>(() => new PlugInFault("My.dll").Guard<int>("cannot be made", () => throw broken));

        Assert.Equal("--assembly My.dll: needs Microsoft.Data.Sqlite, and what is beside it under that name cannot be loaded. Build it anew.", refused.Message);
    }

    [Fact]
    public void What_an_assembly_needs_and_has_not_beside_it_is_named()
    {
        var missing = new FileNotFoundException("Could not load file or assembly", "Microsoft.Data.Sqlite, Version=11.0.0.0, Culture=neutral");

        var refused = Assert.Throws<UserException>(() => new PlugInFault("My.dll").Guard<int>("cannot be made", () => throw new TypeInitializationException("Shop", missing)));

        Assert.StartsWith("--assembly My.dll: needs Microsoft.Data.Sqlite, which is not beside it.", refused.Message, StringComparison.Ordinal);
    }

    // A database that is not there is the workload's own business.
    [Fact]
    public void A_file_that_is_no_assembly_and_missing_is_told_as_it_is()
    {
        var missing = new FileNotFoundException("no orders.db", "orders.db");

        var refused = Assert.Throws<UserException>(() => new PlugInFault("My.dll").Guard<int>("Shop cannot be made", () => throw missing));

        Assert.Equal("--assembly My.dll: Shop cannot be made: FileNotFoundException: no orders.db.", refused.Message);
    }

    [Fact]
    public void An_assembly_that_has_changed_meanwhile_is_refused() =>
        Assert.Contains("has changed", Assert.Throws<UserException>(() => PlugIn.Load(SampleAssembly.Orders, new string('0', 64))).Message, StringComparison.Ordinal);

    private static void AssertRefused(string path, params string[] parts)
    {
        var refused = Assert.Throws<UserException>(() => PlugIn.Load(path));

        Assert.Equal(UserException.Usage, refused.ExitCode);
        Assert.StartsWith($"--assembly {path}: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.All(parts, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
