using System.CommandLine;
using Mul.Host.Commands;

var root = new RootCommand("mul") { SampleCommand.Create() };
return await root.Parse(args).InvokeAsync();
