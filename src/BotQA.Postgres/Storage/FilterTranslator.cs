using System.Collections;
using System.Linq.Expressions;
using System.Text;
using Microsoft.Extensions.VectorData.ProviderServices;
using Microsoft.Extensions.VectorData.ProviderServices.Filter;
using Npgsql;

namespace BotQA.Postgres.Storage;

/// <summary>
/// Translates a filter to a condition in SQL. Values become parameters, never text. Nulls compare as in C#: a value differs from null, and
/// two nulls are equal.
/// </summary>
internal sealed class FilterTranslator : FilterTranslatorBase
{
    private readonly NpgsqlParameterCollection _parameters;
    private readonly StringBuilder _sql = new();

    private FilterTranslator(NpgsqlParameterCollection parameters) => _parameters = parameters;

    /// <summary>The condition.</summary>
    /// <param name="filter">The filter; null for none.</param>
    /// <param name="model">The properties it may name.</param>
    /// <param name="parameters">Takes its values.</param>
    /// <exception cref="NotSupportedException">It holds something that isn't translated.</exception>
    public static string Translate(LambdaExpression? filter, CollectionModel model, NpgsqlParameterCollection parameters)
    {
        if (filter is null)
        {
            return "TRUE";
        }

        var translator = new FilterTranslator(parameters);
        translator.Condition(translator.PreprocessFilter(filter, model, new FilterPreprocessingOptions { SupportsParameterization = true }));
        return translator._sql.ToString();
    }

    private void Condition(Expression expression)
    {
        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } logic:
                _sql.Append('(');
                Condition(logic.Left);
                _sql.Append(logic.NodeType == ExpressionType.AndAlso ? " AND " : " OR ");
                Condition(logic.Right);
                _sql.Append(')');
                break;

            case BinaryExpression comparison when Operator(comparison.NodeType) is { } symbol:
                Compare(comparison, symbol);
                break;

            case UnaryExpression { NodeType: ExpressionType.Not } not:
                _sql.Append('(');
                Condition(not.Operand);
                _sql.Append(") IS NOT TRUE");
                break;

            case UnaryExpression { NodeType: ExpressionType.Convert } convert:
                Condition(convert.Operand);
                break;

            case ConstantExpression { Value: bool value }:
                _sql.Append(value ? "TRUE" : "FALSE");
                break;

            case QueryParameterExpression { Value: bool value }:
                _sql.Append(value ? "TRUE" : "FALSE");
                break;

            case MethodCallExpression call when TryMatchContains(call, out var source, out var item):
                Contains(source!, item!);
                break;

            default:
                if (TryBindProperty(expression, out var property) && property.Type == typeof(bool))
                {
                    _sql.Append(TableSchema.Column(property).Name);
                    break;
                }

                throw Unsupported(expression);
        }
    }

    private void Compare(BinaryExpression comparison, string symbol)
    {
        var (left, right) = (comparison.Left, comparison.Right);
        if (!TryBindProperty(left, out var property))
        {
            (left, right) = (right, left);
            symbol = symbol switch { "<" => ">", ">" => "<", "<=" => ">=", ">=" => "<=", _ => symbol };
            if (!TryBindProperty(left, out property))
            {
                throw Unsupported(comparison);
            }
        }

        var column = TableSchema.Column(property);
        if (TryBindProperty(right, out var other))
        {
            _sql.Append($"{column.Name} {(symbol switch { "=" => "IS NOT DISTINCT FROM", "<>" => "IS DISTINCT FROM", _ => symbol })} {TableSchema.Column(other).Name}");
            return;
        }

        if (!TryValue(right, out var value))
        {
            throw Unsupported(right);
        }

        if (value is null)
        {
            _sql.Append(symbol switch { "=" => $"{column.Name} IS NULL", "<>" => $"{column.Name} IS NOT NULL", _ => "FALSE" });
        }
        else
        {
            _sql.Append($"{column.Name} {(symbol == "<>" ? "IS DISTINCT FROM" : symbol)} {Add(column.Parameter(value))}");
        }
    }

    private void Contains(Expression source, Expression item)
    {
        if (TryBindProperty(source, out var list) && TryValue(item, out var wanted))
        {
            var column = TableSchema.Column(list);
            var element = column with { Type = column.Type with { IsArray = false } };
            _sql.Append($"{Add(element.Parameter(wanted))} = ANY ({column.Name})");
        }
        else if (TryBindProperty(item, out var property) && Values(source) is { } values)
        {
            var column = TableSchema.Column(property);
            var all = values.Cast<object?>().ToList();
            _sql.Append($"({column.Name} = ANY ({Add(column.ArrayParameter(all))}){(all.Contains(null) ? $" OR {column.Name} IS NULL" : "")})");
        }
        else
        {
            throw Unsupported(source);
        }
    }

    private static IEnumerable? Values(Expression source) => source switch
    {
        NewArrayExpression array => array.Expressions.Select(element => TryValue(element, out var value) ? value : throw Unsupported(element)).ToList(),
        _ => TryValue(source, out var values) ? values as IEnumerable : null,
    };

    private static bool TryValue(Expression expression, out object? value)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case QueryParameterExpression parameter:
                value = parameter.Value;
                return true;
            case UnaryExpression { NodeType: ExpressionType.Convert } convert:
                return TryValue(convert.Operand, out value);
            default:
                value = null;
                return false;
        }
    }

    private static string? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "=",
        ExpressionType.NotEqual => "<>",
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        ExpressionType.GreaterThanOrEqual => ">=",
        _ => null,
    };

    private string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return $"${_parameters.Count}";
    }

    private static NotSupportedException Unsupported(Expression expression) =>
        new($"A filter can't hold '{expression}': use comparisons of properties with values, &&, ||, !, and Contains.");
}
