using System.Reflection;
using Xunit.Sdk;

namespace Mul.Actors.Tests.Downloading;

/// <summary>Each of the values with the blocking downloader and with the other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinedWithBothAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        values.SelectMany(value => (object[][])[[true, value], [false, value]]);
}
