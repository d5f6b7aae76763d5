/* Made by `npm run gravity-forms` from the schema of WPGraphQL for Gravity Forms. */

/** Enums: `Name: VALUE=value of Gravity Forms|…`. A value without one is the name in lower case. */
export const enums = `
AddressFieldCountryEnum: AD=Andorra|AE=United Arab Emirates|AF=Afghanistan|AG=Antigua and Barbuda|AI=Anguilla|AL=Albania|AM=Armenia|AO=Angola|AQ=Antarctica|AR=Argentina|AS=American Samoa|AT=Austria|AU=Australia|AW=Aruba|AX=Åland Islands|AZ=Azerbaijan|BA=Bosnia and Herzegovina|BB=Barbados|BD=Bangladesh|BE=Belgium|BF=Burkina Faso|BG=Bulgaria|BH=Bahrain|BI=Burundi|BJ=Benin|BL=Saint Barthélemy|BM=Bermuda|BN=Brunei Darussalam|BO=Bolivia|BQ=Bonaire, Sint Eustatius and Saba|BR=Brazil|BS=Bahamas|BT=Bhutan|BV=Bouvet Island|BW=Botswana|BY=Belarus|BZ=Belize|CA=Canada|CC=Cocos Islands|CD=Congo, Democratic Republic of the|CF=Central African Republic|CG=Congo|CH=Switzerland|CI=Côte d'Ivoire|CK=Cook Islands|CL=Chile|CM=Cameroon|CN=China|CO=Colombia|CR=Costa Rica|CU=Cuba|CV=Cabo Verde|CW=Curaçao|CX=Christmas Island|CY=Cyprus|CZ=Czechia|DE=Germany|DJ=Djibouti|DK=Denmark|DM=Dominica|DO=Dominican Republic|DZ=Algeria|EC=Ecuador|EE=Estonia|EG=Egypt|EH=Western Sahara|ER=Eritrea|ES=Spain|ET=Ethiopia|FI=Finland|FJ=Fiji|FK=Falkland Islands|FM=Micronesia|FO=Faroe Islands|FR=France|GA=Gabon|GB=United Kingdom|GD=Grenada|GE=Georgia|GF=French Guiana|GG=Guernsey|GH=Ghana|GI=Gibraltar|GL=Greenland|GM=Gambia|GN=Guinea|GP=Guadeloupe|GQ=Equatorial Guinea|GR=Greece|GS=South Georgia and the South Sandwich Islands|GT=Guatemala|GU=Guam|GW=Guinea-Bissau|GY=Guyana|HK=Hong Kong|HM=Heard Island and McDonald Islands|HN=Honduras|HR=Croatia|HT=Haiti|HU=Hungary|ID=Indonesia|IE=Ireland|IL=Israel|IM=Isle of Man|IN=India|IO=British Indian Ocean Territory|IQ=Iraq|IR=Iran|IS=Iceland|IT=Italy|JE=Jersey|JM=Jamaica|JO=Jordan|JP=Japan|KE=Kenya|KG=Kyrgyzstan|KH=Cambodia|KI=Kiribati|KM=Comoros|KN=Saint Kitts and Nevis|KP=Korea, Democratic People's Republic of|KR=Korea, Republic of|KW=Kuwait|KY=Cayman Islands|KZ=Kazakhstan|LA=Lao People's Democratic Republic|LB=Lebanon|LC=Saint Lucia|LI=Liechtenstein|LK=Sri Lanka|LR=Liberia|LS=Lesotho|LT=Lithuania|LU=Luxembourg|LV=Latvia|LY=Libya|MA=Morocco|MC=Monaco|MD=Moldova|ME=Montenegro|MF=Saint Martin|MG=Madagascar|MH=Marshall Islands|MK=North Macedonia|ML=Mali|MM=Myanmar|MN=Mongolia|MO=Macao|MP=Northern Mariana Islands|MQ=Martinique|MR=Mauritania|MS=Montserrat|MT=Malta|MU=Mauritius|MV=Maldives|MW=Malawi|MX=Mexico|MY=Malaysia|MZ=Mozambique|NA=Namibia|NC=New Caledonia|NE=Niger|NF=Norfolk Island|NG=Nigeria|NI=Nicaragua|NL=Netherlands|NO=Norway|NP=Nepal|NR=Nauru|NU=Niue|NZ=New Zealand|OM=Oman|PA=Panama|PE=Peru|PF=French Polynesia|PG=Papua New Guinea|PH=Philippines|PK=Pakistan|PL=Poland|PM=Saint Pierre and Miquelon|PN=Pitcairn|PR=Puerto Rico|PS=Palestine, State of|PT=Portugal|PW=Palau|PY=Paraguay|QA=Qatar|RE=Réunion|RO=Romania|RS=Serbia|RU=Russian Federation|RW=Rwanda|SA=Saudi Arabia|SB=Solomon Islands|SC=Seychelles|SD=Sudan|SE=Sweden|SG=Singapore|SH=Saint Helena, Ascension and Tristan da Cunha|SI=Slovenia|SJ=Svalbard and Jan Mayen|SK=Slovakia|SL=Sierra Leone|SM=San Marino|SN=Senegal|SO=Somalia|SR=Suriname|SS=South Sudan|ST=Sao Tome and Principe|SV=El Salvador|SX=Sint Maarten|SY=Syria Arab Republic|SZ=Eswatini|TC=Turks and Caicos Islands|TD=Chad|TF=French Southern Territories|TG=Togo|TH=Thailand|TJ=Tajikistan|TK=Tokelau|TL=Timor-Leste|TM=Turkmenistan|TN=Tunisia|TO=Tonga|TR=Türkiye|TT=Trinidad and Tobago|TV=Tuvalu|TW=Taiwan|TZ=Tanzania, the United Republic of|UA=Ukraine|UG=Uganda|UM=US Minor Outlying Islands|US=United States|UY=Uruguay|UZ=Uzbekistan|VA=Holy See|VC=Saint Vincent and the Grenadines|VE=Venezuela|VG=Virgin Islands, British|VI=Virgin Islands, U.S.|VN=Viet Nam|VU=Vanuatu|WF=Wallis and Futuna|WS=Samoa|YE=Yemen|YT=Mayotte|ZA=South Africa|ZM=Zambia|ZW=Zimbabwe
AddressFieldProvinceEnum: ALBERTA=Alberta|BRITISH_COLUMBIA=British Columbia|MANITOBA=Manitoba|NEWFOUNDLAND_AND_LABRADOR=Newfoundland and Labrador|NEW_BRUNSWICK=New Brunswick|NORTHWEST_TERRITORIES=Northwest Territories|NOVA_SCOTIA=Nova Scotia|NUNAVUT=Nunavut|ONTARIO=Ontario|PRINCE_EDWARD_ISLAND=Prince Edward Island|QUEBEC=Quebec|SASKATCHEWAN=Saskatchewan|YUKON=Yukon
AddressFieldStateEnum: ALABAMA=Alabama|ALASKA=Alaska|AMERICAN_SAMOA=American Samoa|ARIZONA=Arizona|ARKANSAS=Arkansas|ARMED_FORCES_AMERICAS=Armed Forces Americas|ARMED_FORCES_EUROPE=Armed Forces Europe|ARMED_FORCES_PACIFIC=Armed Forces Pacific|CALIFORNIA=California|COLORADO=Colorado|CONNECTICUT=Connecticut|DELAWARE=Delaware|DISTRICT_OF_COLUMBIA=District of Columbia|FLORIDA=Florida|GEORGIA=Georgia|GUAM=Guam|HAWAII=Hawaii|IDAHO=Idaho|ILLINOIS=Illinois|INDIANA=Indiana|IOWA=Iowa|KANSAS=Kansas|KENTUCKY=Kentucky|LOUISIANA=Louisiana|MAINE=Maine|MARYLAND=Maryland|MASSACHUSETTS=Massachusetts|MICHIGAN=Michigan|MINNESOTA=Minnesota|MISSISSIPPI=Mississippi|MISSOURI=Missouri|MONTANA=Montana|NEBRASKA=Nebraska|NEVADA=Nevada|NEW_HAMPSHIRE=New Hampshire|NEW_JERSEY=New Jersey|NEW_MEXICO=New Mexico|NEW_YORK=New York|NORTHERN_MARIANA_ISLANDS=Northern Mariana Islands|NORTH_CAROLINA=North Carolina|NORTH_DAKOTA=North Dakota|OHIO=Ohio|OKLAHOMA=Oklahoma|OREGON=Oregon|PENNSYLVANIA=Pennsylvania|PUERTO_RICO=Puerto Rico|RHODE_ISLAND=Rhode Island|SOUTH_CAROLINA=South Carolina|SOUTH_DAKOTA=South Dakota|TENNESSEE=Tennessee|TEXAS=Texas|UTAH=Utah|U_S__VIRGIN_ISLANDS=U.S. Virgin Islands|VERMONT=Vermont|VIRGINIA=Virginia|WASHINGTON=Washington|WEST_VIRGINIA=West Virginia|WISCONSIN=Wisconsin|WYOMING=Wyoming
AddressFieldTypeEnum: CANADA=canadian|INTERNATIONAL|US
AmPmEnum: AM|PM
CaptchaFieldBadgePositionEnum: BOTTOM_LEFT=bottomleft|BOTTOM_RIGHT=bottomright|INLINE
CaptchaFieldThemeEnum: DARK|LIGHT
CaptchaFieldTypeEnum: MATH|RECAPTCHA|SIMPLE=simple_captcha
ConditionalLogicActionTypeEnum: HIDE|SHOW
ConditionalLogicLogicTypeEnum: ALL|ANY
DateFieldFormatEnum: DMY|DMY_DASH|DMY_DOT|MDY|YMD_DASH|YMD_DOT|YMD_SLASH
DateFieldTypeEnum: DROPDOWN=datedropdown|FIELD=datefield|PICKER=datepicker
EntryStatusEnum: ACTIVE|ALL|SPAM|TRASH
FormButtonTypeEnum: IMAGE|TEXT
FormConfirmationTypeEnum: MESSAGE|PAGE|REDIRECT
FormDescriptionPlacementEnum: ABOVE|BELOW
FormFieldCalendarIconTypeEnum: CALENDAR|CUSTOM|NONE
FormFieldDescriptionPlacementEnum: ABOVE|BELOW|INHERIT
FormFieldLabelPlacementEnum: HIDDEN=hidden_label|INHERIT|LEFT=left_label|RIGHT=right_label|TOP=top_label
FormFieldRequiredIndicatorEnum: ASTERISK|CUSTOM|TEXT
FormFieldSizeEnum: LARGE|MEDIUM|SMALL
FormFieldSubLabelPlacementEnum: ABOVE|BELOW|INHERIT
FormFieldTypeEnum: ADDRESS|CALCULATION|CAPTCHA|CHECKBOX|CONSENT|DATE|EMAIL|FILEUPLOAD|HIDDEN|HIDDENPRODUCT|HONEYPOT|HTML|IMAGE_CHOICE|LIST|MULTISELECT|MULTI_CHOICE|NAME|NUMBER|OPTION|PAGE|PASSWORD|PHONE|POST_CATEGORY|POST_CONTENT|POST_CUSTOM_FIELD|POST_EXCERPT|POST_IMAGE|POST_TAGS|POST_TITLE|PRICE|PRODUCT|QUANTITY|RADIO|SECTION|SELECT|SHIPPING|SINGLEPRODUCT|SINGLESHIPPING|TEXT|TEXTAREA|TIME|TOTAL|WEBSITE
FormFieldVisibilityEnum: ADMINISTRATIVE|HIDDEN|VISIBLE
FormLabelPlacementEnum: LEFT=left_label|RIGHT=right_label|TOP=top_label
FormLimitEntriesPeriodEnum: DAY|MONTH|WEEK|YEAR
FormPageProgressStyleEnum: BLUE|CUSTOM|GREEN|GREY|ORANGE|RED
FormPageProgressTypeEnum: NONE|PERCENTAGE|STEPS
FormRuleOperatorEnum: CONTAINS|ENDS_WITH|GREATER_THAN=>|IS|IS_NOT=isnot|LESS_THAN=<|STARTS_WITH
FormSubLabelPlacementEnum: ABOVE|BELOW
FormSubmitButtonLocationEnum: BOTTOM|INLINE
FormSubmitButtonWidthEnum: AUTO|FULL
NumberFieldFormatEnum: CURRENCY|DECIMAL_COMMA|DECIMAL_DOT
PasswordFieldMinStrengthEnum: BAD|GOOD|SHORT|STRONG
PhoneFieldFormatEnum: INTERNATIONAL|STANDARD
SubmissionConfirmationTypeEnum: MESSAGE|REDIRECT
TimeFieldFormatEnum: H12=12|H24=24
`;
