using BenchmarkDotNet.Running;
using BotQA.Benchmarks.Embeddings;
using BotQA.Benchmarks.Storage;

switch (args)
{
    case ["vector-search"]:
        return await VectorSearchComparison.RunAsync();
    case ["embedding-ranges", var squadFile, var output]:
        return RangeCalibration.Run(squadFile, output);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
