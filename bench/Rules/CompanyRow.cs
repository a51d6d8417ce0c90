namespace Yitong.Bench.Rules;

/// <summary>
/// One company as an object, for the systems that judge objects. Its properties have the facts' ids, because RulesEngine names
/// them in the text of its expressions.
/// </summary>
public sealed class CompanyRow
{
    public long? registered_in_city { get; set; }
    public long? entity_type { get; set; }
    public long? entity_size { get; set; }
    public long? industry { get; set; }
    public long? district { get; set; }
    public long? pilot_zone { get; set; }
    public long? founded_on { get; set; }
    public long? staff_count { get; set; }
    public long? total_assets { get; set; }
    public long? abnormal_listed { get; set; }
    public long? seriously_dishonest { get; set; }
    public long? restricted_industry { get; set; }
    public long? tax_credit_grade { get; set; }
    public long? tax_arrears { get; set; }
    public long? vat_type { get; set; }
    public long? revenue_last_year { get; set; }
    public long? taxable_income_last_year { get; set; }
    public long? rd_spend_last_year { get; set; }
    public long? rd_deductible_last_year { get; set; }
    public long? tax_filed_12_months { get; set; }
    public long? unemployment_months_last_year { get; set; }
    public long? unemployment_paid_last_year { get; set; }
    public long? insured_average_last_year { get; set; }
    public long? layoff_rate_last_year { get; set; }
    public long? hitech_certified_times { get; set; }
    public long? srdi_grade { get; set; }
    public long? growth_tier { get; set; }
    public long? trade_last_year { get; set; }
    public long? patents_granted { get; set; }
    public long? six_taxes_last_year { get; set; }
    public long? layoff_rate_last_year_over { get; set; }
}
