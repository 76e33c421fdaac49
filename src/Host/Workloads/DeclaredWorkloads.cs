using System.Reflection;
using Mul.Actors.Jobs;

namespace Mul.Host.Workloads;

/// <summary>
/// The workloads that an assembly declares: public classes that implement <see cref="IWorkload"/> and have a constructor without
/// parameters, and public static properties and fields of that type.
/// </summary>
internal static class DeclaredWorkloads
{
    /// <exception cref="UserException">One of them cannot be made.</exception>
    public static IEnumerable<IWorkload> Of(Assembly assembly, PlugInFault fault) => assembly.GetExportedTypes().SelectMany(type => Of(type, fault));

    private static IEnumerable<IWorkload> Of(Type type, PlugInFault fault)
    {
        if (type.ContainsGenericParameters)
        {
            yield break;
        }

        if (type.IsAssignableTo(typeof(IWorkload)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
        {
            yield return Made(type.FullName!, () => Activator.CreateInstance(type));
        }

        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var property in type.GetProperties(Declared).Where(property => property.PropertyType.IsAssignableTo(typeof(IWorkload)) && property.GetIndexParameters().Length == 0))
        {
            yield return Made($"{type.FullName}.{property.Name}", () => property.GetValue(null));
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.FieldType.IsAssignableTo(typeof(IWorkload))))
        {
            yield return Made($"{type.FullName}.{field.Name}", () => field.GetValue(null));
        }

        IWorkload Made(string what, Func<object?> make) =>
            (IWorkload?)fault.Guard($"{what} cannot be made", make) ?? throw fault.Because($"{what} is null");
    }
}
