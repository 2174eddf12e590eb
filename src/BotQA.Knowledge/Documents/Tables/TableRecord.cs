namespace BotQA.Knowledge.Documents.Tables;

/// <summary>A row of a table.</summary>
/// <param name="Number">Its number as spreadsheet programs count, from 1.</param>
/// <param name="Cells">Its cells by column; a cell without text is empty.</param>
internal sealed record TableRecord(int Number, IReadOnlyList<string> Cells);
