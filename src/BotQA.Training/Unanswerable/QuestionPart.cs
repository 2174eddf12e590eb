namespace BotQA.Training.Unanswerable;

/// <summary>What a part of a question names.</summary>
internal enum PartKind
{
    Name,
    Place,
    Year,
    Calendar,
    Number,
    NumberWord,
}

/// <summary>A part of a question that can be exchanged for another of its kind.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Text">As written in the question.</param>
/// <param name="Start">Where it starts there.</param>
internal readonly record struct QuestionPart(PartKind Kind, string Text, int Start);
