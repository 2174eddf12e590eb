namespace BotQA.Training.Data;

/// <summary>One data set of the recipe.</summary>
/// <param name="Name">Its name in reports and in the split's hash.</param>
/// <param name="File">Its file, relative to the data folder.</param>
/// <param name="Weight">How often one of its questions is drawn, relative to its size.</param>
internal sealed record TrainingSet(string Name, string File, double Weight)
{
    /// <summary>
    /// The recipe's sets. Encyclopaedic, human-written questions weigh most; QAMR asks about 20 questions of each single sentence,
    /// and the long free-form answers of the last four would otherwise pull every answer towards whole clauses.
    /// </summary>
    public static IReadOnlyList<TrainingSet> All { get; } =
    [
        new("squad", "train/squad_train_part.json.gz", 1.8),
        new("new_wiki", "squad/new_wiki.json", 1.2),
        new("nq", "train/nq_qed_train.json.gz", 1.2),
        new("tydiqa", "train/tydiqa_en.json.gz", 1.0),
        new("mlqa", "train/mlqa_dev_en.json.gz", 1.2),
        new("reddit", "squad/reddit.json", 0.7),
        new("amazon", "squad/amazon_reviews.json", 0.7),
        new("qamr", "train/qamr.json.gz", 0.35),
        new("fairytale", "train/fairytaleqa.json.gz", 0.6),
        new("covid", "train/covidqa.json.gz", 0.6),
        new("tatqa", "train/tatqa_text.json.gz", 0.6),
    ];
}
