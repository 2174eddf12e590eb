using System.Globalization;
using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace BotQA.Benchmarks.Embeddings;

/// <summary>
/// What a precision costs: finds the paragraph of each question of a SQuAD file by vectors alone, over all of its paragraphs, with
/// each precision.
/// </summary>
/// <remarks>Run with <c>dotnet run -c Release --project tests/BotQA.Benchmarks -- embedding-quality SQUAD-FILE</c>.</remarks>
internal static class RetrievalQuality
{
    public static async Task<int> RunAsync(string squadFile)
    {
        var file = SquadFile.Read(squadFile);
        float[][]? reference = null;
        foreach (var precision in new[] { EmbeddingPrecision.Full, EmbeddingPrecision.Quantized })
        {
            var model = new EmbeddedModel();
            using var generator = new MiniLmEmbeddingGenerator(model, WordPieceTokenizer.Load(model), Options.Create(new EmbeddingOptions { Precision = precision }));
            var paragraphs = ToVectors(await generator.GenerateAsync(file.Paragraphs));
            var questions = ToVectors(await generator.GenerateAsync(file.Questions.Select(question => question.Text)));
            reference ??= paragraphs;

            var ranks = questions.AsParallel().Select((question, i) => Rank(question, paragraphs, file.Questions[i].Paragraph)).ToList();
            var cosines = paragraphs.Zip(reference, (vector, other) => TensorPrimitives.Dot<float>(vector, other)).ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{precision,-10} {questions.Length} questions over {paragraphs.Length} paragraphs: hit@1 {Share(ranks, 1):f4} hit@5 {Share(ranks, 5):f4} MRR@10 {ranks.Average(rank => rank <= 10 ? 1.0 / rank : 0):f4}; cosine to {EmbeddingPrecision.Full}: mean {cosines.Average():f4}, least {cosines.Min():f4}"));
        }

        return 0;
    }

    private static float[][] ToVectors(GeneratedEmbeddings<Embedding<float>> embeddings) => [.. embeddings.Select(embedding => embedding.Vector.ToArray())];

    private static double Share(List<int> ranks, int limit) => ranks.Count(rank => rank <= limit) / (double)ranks.Count;

    private static int Rank(float[] question, float[][] paragraphs, int expected)
    {
        var score = TensorPrimitives.Dot<float>(question, paragraphs[expected]);
        return 1 + paragraphs.Count(paragraph => TensorPrimitives.Dot<float>(question, paragraph) > score);
    }
}
