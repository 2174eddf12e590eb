namespace BotQA.Knowledge.Retrieval;

/// <summary>The scores of a passage at each stage.</summary>
public sealed record PassageScores
{
    /// <summary>The keyword score (BM25), 0 when the keywords didn't find it.</summary>
    public double Keyword { get; init; }

    /// <summary>The cosine similarity of question and passage, -1 to 1.</summary>
    public double Vector { get; init; }

    /// <summary>The cosine similarity of the question and the passage's best sentence, -1 to 1.</summary>
    public double Sentence { get; init; }

    /// <summary>The share of the question's term weight that the best window of two sentences holds, 0 to 1.</summary>
    public double Window { get; init; }

    /// <summary>The score for question and context together, 0 to 1; null for a question without a context.</summary>
    public double? Context { get; init; }

    /// <summary>The reader's score, a log-likelihood ratio of an answer against none; null for a passage that wasn't read.</summary>
    public double? Reader { get; init; }
}
