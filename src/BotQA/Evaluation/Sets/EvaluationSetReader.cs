using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Sets;

/// <summary>Reads an evaluation set, whichever of the known layouts it has. Each file may be gzipped (<c>.gz</c>).</summary>
internal static class EvaluationSetReader
{
    /// <summary>Reads a SQuAD file, a BEIR folder or a question-set folder.</summary>
    /// <param name="path">A file (SQuAD v1.1 or v2.0), or a folder with <c>questions.jsonl</c> (question set) or <c>queries.jsonl</c> (BEIR).</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EvaluationSetException">There is no such set, or one of its files is damaged.</exception>
    public static Task<EvaluationSet> ReadAsync(string path, CancellationToken cancellationToken = default) => ReadAsync(path, readKnowledge: null, cancellationToken);

    /// <summary>Reads a SQuAD file, a BEIR folder or a question-set folder, which needs no corpus of its own.</summary>
    /// <param name="path">As above.</param>
    /// <param name="readKnowledge">Reads the documents for a question set without <c>corpus.jsonl</c>; null to require that file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EvaluationSetException">There is no such set, or one of its files is damaged.</exception>
    public static async Task<EvaluationSet> ReadAsync(
        string path, Func<CancellationToken, Task<IReadOnlyList<Document>>>? readKnowledge, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (File.Exists(path))
            {
                return await SquadReader.ReadAsync(path, cancellationToken);
            }

            if (!Directory.Exists(path))
            {
                throw new EvaluationSetException($"{path} doesn't exist: give a SQuAD JSON file, a BEIR folder or a question-set folder.");
            }

            if (EvaluationFile.Exists(path, QuestionSetReader.QuestionsFile))
            {
                return await QuestionSetReader.ReadAsync(path, readKnowledge, cancellationToken);
            }

            if (EvaluationFile.Exists(path, BeirReader.QueriesFile))
            {
                return await BeirReader.ReadAsync(path, cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationSetException($"{path} can't be read: {e.Message}", e);
        }

        throw new EvaluationSetException(
            $"{path} holds no evaluation set: a question set has {QuestionSetReader.QuestionsFile}, a BEIR folder has {BeirReader.QueriesFile}, each beside corpus.jsonl.");
    }
}
