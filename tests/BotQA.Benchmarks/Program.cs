using BenchmarkDotNet.Running;
using BotQA.Benchmarks.Storage;

if (args is ["vector-search"])
{
    return await VectorSearchComparison.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
