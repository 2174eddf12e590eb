using System.Globalization;
using BenchmarkDotNet.Running;
using BotQA.Benchmarks.Embeddings;
using BotQA.Benchmarks.Hosting;
using BotQA.Benchmarks.Ingestion;
using BotQA.Benchmarks.Reading;
using BotQA.Benchmarks.Starting;
using BotQA.Benchmarks.Storage;

switch (args)
{
    case ["vector-search"]:
        return await VectorSearchComparison.RunAsync();
    case ["embedding-ranges", var squadFile, var output]:
        return RangeCalibration.Run(squadFile, output);
    case ["embedding-quality", var squadFile]:
        return await RetrievalQuality.RunAsync(squadFile);
    case ["embedding-throughput", var squadFile]:
        return await ThroughputComparison.RunAsync(squadFile);
    case ["reader", var squadFile]:
        return ReaderThroughput.Run(squadFile);
    case ["ingestion-formats"]:
        return await FormatThroughput.RunAsync();
    case ["ingestion-scale"]:
        return await ScaleTest.RunAsync(documents: 10_000);
    case ["ingestion-scale", var documents]:
        return await ScaleTest.RunAsync(int.Parse(documents, CultureInfo.InvariantCulture));
    case ["ingestion-once", var folder, var indexes]:
        return await ScaleTest.RunOnceAsync(folder, indexes);
    case ["ingestion-change"]:
        return await ChangeToAnswer.RunAsync();
    case ["ingestion-search"]:
        return await SearchDuringIndexing.RunAsync();
    case ["storage", var chunks]:
        return await StorageComparison.RunAsync(int.Parse(chunks, CultureInfo.InvariantCulture));
    case ["start", var program]:
        return await FreshStart.RunAsync(program);
    case ["restart", var program, var root]:
        return await Restart.RunAsync(program, root);
    case ["load"]:
        return await LoadTest.RunAsync();
    case ["load-model"]:
        return await LoadTest.RunWithModelsAsync();
    case ["embedding-server", var url]:
        return await EmbeddingServer.RunAsync(url);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(LoadTest).Assembly).Run(args);
        return 0;
}
